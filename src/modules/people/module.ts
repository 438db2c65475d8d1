import type { Module } from "#platform/module.ts"
import { addAffiliation } from "./affiliation/add-affiliation.ts"
import { affiliationApi } from "./affiliation/affiliation.api.ts"
import { affiliationPages } from "./affiliation/affiliation.pages.tsx"
import { endAffiliation } from "./affiliation/end-affiliation.ts"
import { partyPeople } from "./affiliation/party-people.tsx"
import { removeAffiliation } from "./affiliation/remove-affiliation.ts"
import { events } from "./events.ts"
import en from "./locales/en.json" with { type: "json" }
import ru from "./locales/ru.json" with { type: "json" }
import * as start from "./migrations/20261121T1500_people_start.ts"
import { addPerson } from "./person/add-person.ts"
import { editPerson } from "./person/edit-person.ts"
import { personApi } from "./person/person.api.ts"
import { personPages } from "./person/person.pages.tsx"

type PeopleMessages = typeof ru
declare module "#platform/i18n.ts" {
  interface Messages extends PeopleMessages {}
}

/** People, where they belong, and who may know what of them. */
export const people: Module = {
  name: "people",
  migrations: {
    "20261121T1500_people_start": start,
  },
  messages: { ru, en },
  commands: [addPerson, editPerson, addAffiliation, endAffiliation, removeAffiliation],
  events,
  menu: [{ href: "/people", label: "people.person.list", visible: () => true, order: 42 }],
  slots: { "party.people": partyPeople },
  pages(app) {
    personPages(app)
    affiliationPages(app)
  },
  api(api) {
    personApi(api)
    affiliationApi(api)
  },
}
