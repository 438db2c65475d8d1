import answeringEn from "../answering/locales/en.json" with { type: "json" }
import answeringRu from "../answering/locales/ru.json" with { type: "json" }
import commentEn from "../comment/locales/en.json" with { type: "json" }
import commentRu from "../comment/locales/ru.json" with { type: "json" }
import deskEn from "../desk/locales/en.json" with { type: "json" }
import deskRu from "../desk/locales/ru.json" with { type: "json" }
import executionEn from "../execution/locales/en.json" with { type: "json" }
import executionRu from "../execution/locales/ru.json" with { type: "json" }
import figuresEn from "../figures/locales/en.json" with { type: "json" }
import figuresRu from "../figures/locales/ru.json" with { type: "json" }
import letterEn from "../letter/locales/en.json" with { type: "json" }
import letterRu from "../letter/locales/ru.json" with { type: "json" }
import listingEn from "../listing/locales/en.json" with { type: "json" }
import listingRu from "../listing/locales/ru.json" with { type: "json" }
import replyEn from "../mail-reply/locales/en.json" with { type: "json" }
import replyRu from "../mail-reply/locales/ru.json" with { type: "json" }
import progressEn from "../progress/locales/en.json" with { type: "json" }
import progressRu from "../progress/locales/ru.json" with { type: "json" }
import requestEn from "../request/locales/en.json" with { type: "json" }
import requestRu from "../request/locales/ru.json" with { type: "json" }
import sendingEn from "../sending/locales/en.json" with { type: "json" }
import sendingRu from "../sending/locales/ru.json" with { type: "json" }
import followEn from "../subscription/locales/en.json" with { type: "json" }
import followRu from "../subscription/locales/ru.json" with { type: "json" }
import watchEn from "../watch/locales/en.json" with { type: "json" }
import watchRu from "../watch/locales/ru.json" with { type: "json" }
import en from "./en.json" with { type: "json" }
import ru from "./ru.json" with { type: "json" }

/** The texts of all nouns of this module. */
export const messages = {
  ru: {
    ...answeringRu,
    ...commentRu,
    ...deskRu,
    ...executionRu,
    ...figuresRu,
    ...letterRu,
    ...listingRu,
    ...ru,
    ...replyRu,
    ...progressRu,
    ...requestRu,
    ...sendingRu,
    ...followRu,
    ...watchRu,
  },
  en: {
    ...answeringEn,
    ...commentEn,
    ...deskEn,
    ...executionEn,
    ...figuresEn,
    ...letterEn,
    ...listingEn,
    ...en,
    ...replyEn,
    ...progressEn,
    ...requestEn,
    ...sendingEn,
    ...followEn,
    ...watchEn,
  },
}
