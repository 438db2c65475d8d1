import { duplicatePeopleApi } from "./duplicate-people.api.ts"
import { duplicatePeoplePages } from "./duplicate-people.pages.tsx"
import { findPersonPairs } from "./find-alike-people.ts"
import en from "./locales/en.json" with { type: "json" }
import ru from "./locales/ru.json" with { type: "json" }
import { callPeopleAlike, tellPeopleApart } from "./tell-people-apart.ts"

/** What «Похожие карточки» brings into the manifest of people. */
export const duplicates = {
  ru,
  en,
  commands: [tellPeopleApart, callPeopleAlike],
  jobs: [findPersonPairs],
  pages: duplicatePeoplePages,
  api: duplicatePeopleApi,
}
