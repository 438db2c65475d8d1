import type { Module } from "#platform/module.ts"
import { addCentre } from "./centre/add-centre.ts"
import { centreApi } from "./centre/centre.api.ts"
import { centrePages, networkLink } from "./centre/centre.pages.tsx"
import { mayInviteCentres } from "./centre/centre.policy.ts"
import { allCentres } from "./centre/centre.store.ts"
import { closeCentre } from "./centre/close-centre.ts"
import { editCentre } from "./centre/edit-centre.ts"
import { partyReferences } from "./centre/party-references.ts"
import { curatorApi } from "./curator/curator.api.ts"
import { curatorPages } from "./curator/curator.pages.tsx"
import { directionCurators } from "./curator/direction-curators.tsx"
import { endCurator } from "./curator/end-curator.ts"
import { moveCurators } from "./curator/move-curators.ts"
import { nameCurator } from "./curator/name-curator.ts"
import { events } from "./events.ts"
import { startCard, startPages } from "./first-steps/first-steps.pages.tsx"
import en from "./locales/en.json" with { type: "json" }
import ru from "./locales/ru.json" with { type: "json" }
import * as start from "./migrations/20261121T1480_network_start.ts"
import { inviteStaff } from "./staff/invite-staff.ts"
import { nameStaff } from "./staff/name-staff.ts"
import { staffPages } from "./staff/staff.pages.tsx"

type NetworkMessages = typeof ru
declare module "#platform/i18n.ts" {
  interface Messages extends NetworkMessages {}
}

/** Several centres in one installation: who each is, where it works, who works in it. */
export const network: Module = {
  name: "network",
  migrations: { "20261121T1480_network_start": start },
  messages: { ru, en },
  commands: [addCentre, editCentre, closeCentre, inviteStaff, nameStaff, nameCurator, endCurator],
  events,
  reactions: [moveCurators],
  menu: [
    {
      href: "/centres",
      label: "centre.list",
      visible: () => true,
      order: 45,
      present: async ({ db }) => (await allCentres(db)).length > 0,
    },
  ],
  settings: [
    {
      ...{ group: "people", href: "/centres", label: "centre.list", icon: "users" },
      visible: async (actor, { db }) => mayInviteCentres(actor, await allCentres(db)),
    },
  ],
  references: { party: partyReferences },
  slots: {
    "direction.curators": directionCurators,
    "desk.start": startCard,
    "front.lately": networkLink,
  },
  pages(app) {
    centrePages(app)
    staffPages(app)
    curatorPages(app)
    startPages(app)
  },
  api(api) {
    centreApi(api)
    curatorApi(api)
  },
}
