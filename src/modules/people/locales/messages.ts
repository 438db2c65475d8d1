import competenceEn from "../competence/locales/en.json" with { type: "json" }
import competenceRu from "../competence/locales/ru.json" with { type: "json" }
import confirmationEn from "../confirmation/locales/en.json" with { type: "json" }
import confirmationRu from "../confirmation/locales/ru.json" with { type: "json" }
import consentEn from "../consent/locales/en.json" with { type: "json" }
import consentRu from "../consent/locales/ru.json" with { type: "json" }
import { duplicates } from "../duplicate/part.ts"
import incidentEn from "../incident/locales/en.json" with { type: "json" }
import incidentRu from "../incident/locales/ru.json" with { type: "json" }
import mergingEn from "../merging/locales/en.json" with { type: "json" }
import mergingRu from "../merging/locales/ru.json" with { type: "json" }
import processingEn from "../processing/locales/en.json" with { type: "json" }
import processingRu from "../processing/locales/ru.json" with { type: "json" }
import retentionEn from "../retention/locales/en.json" with { type: "json" }
import retentionRu from "../retention/locales/ru.json" with { type: "json" }
import en from "./en.json" with { type: "json" }
import ru from "./ru.json" with { type: "json" }

/** All sentences of the module, by language. */
export const messages = {
  ru: {
    ...ru,
    ...consentRu,
    ...competenceRu,
    ...duplicates.ru,
    ...retentionRu,
    ...mergingRu,
    ...confirmationRu,
    ...processingRu,
    ...incidentRu,
  },
  en: {
    ...en,
    ...consentEn,
    ...competenceEn,
    ...duplicates.en,
    ...retentionEn,
    ...mergingEn,
    ...confirmationEn,
    ...processingEn,
    ...incidentEn,
  },
}
type PeopleMessages = typeof messages.ru
declare module "#platform/i18n.ts" {
  interface Messages extends PeopleMessages {}
}
