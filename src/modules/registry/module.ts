import type { Module } from "#platform/module.ts"
import { addDirection } from "./direction/add-direction.ts"
import { cataloguePages } from "./direction/catalogue.pages.tsx"
import { directionApi } from "./direction/direction.api.ts"
import { directionPages } from "./direction/direction.pages.tsx"
import { editDirection } from "./direction/edit-direction.ts"
import { mergeDirections } from "./direction/merge-directions.ts"
import { refileDirectionPart } from "./direction/refile-direction.ts"
import { setDirections } from "./direction/set-directions.ts"
import { events } from "./events.ts"
import { partyImporter } from "./from-table/party.importer.ts"
import en from "./locales/en.json" with { type: "json" }
import ru from "./locales/ru.json" with { type: "json" }
import * as start from "./migrations/20261121T1000_registry_start.ts"
import * as parties from "./migrations/20261121T1001_registry_party.ts"
import * as partyHeadEmail from "./migrations/20261121T1210_registry_party_head_email.ts"
import * as identifiers from "./migrations/20261121T1400_registry_identifiers.ts"
import * as status from "./migrations/20261121T1410_registry_status.ts"
import * as directions from "./migrations/20261121T1420_registry_direction.ts"
import * as succession from "./migrations/20261121T1430_registry_succession.ts"
import * as profile from "./migrations/20261121T1440_registry_profile.ts"
import * as suggestion from "./migrations/20261121T1441_registry_suggestion.ts"
import { addDocument } from "./paper/add-paper.ts"
import { documentPages } from "./paper/paper.pages.tsx"
import { removeDocument, showDocument } from "./paper/show-paper.ts"
import { addParty } from "./party/add-party.ts"
import { editParty } from "./party/edit-party.ts"
import { grantScope, grantScopes } from "./party/grant-scopes.tsx"
import { importParties } from "./party/import-parties.ts"
import { partyApi } from "./party/party.api.ts"
import { partyPages } from "./party/party.pages.tsx"
import { speaksSomewhere } from "./party/party.policy.ts"
import { pastePages } from "./party/paste.pages.tsx"
import { editProfile, trustParty } from "./profile/edit-profile.ts"
import profileEn from "./profile/locales/en.json" with { type: "json" }
import profileRu from "./profile/locales/ru.json" with { type: "json" }
import { profileApi } from "./profile/profile.api.ts"
import { profilePages } from "./profile/profile.pages.tsx"
import { reactions } from "./reactions.ts"
import { addStatus } from "./status/add-status.ts"
import { endStatus } from "./status/end-status.ts"
import { removeStatus } from "./status/remove-status.ts"
import { statusApi } from "./status/status.api.ts"
import { statusPages } from "./status/status.pages.tsx"
import { endParty } from "./succession/end-party.ts"
import { endingApi } from "./succession/ending.api.ts"
import { endingPages } from "./succession/ending.pages.tsx"
import { decideSuggestion, withdrawSuggestion } from "./suggestion/decide-suggestion.ts"
import suggestionEn from "./suggestion/locales/en.json" with { type: "json" }
import suggestionRu from "./suggestion/locales/ru.json" with { type: "json" }
import { reportMistake } from "./suggestion/report-mistake.ts"
import { suggestPages } from "./suggestion/suggest.pages.tsx"
import { suggestChanges } from "./suggestion/suggest-changes.ts"
import { suggestionApi } from "./suggestion/suggestion.api.ts"
import { suggestionPages } from "./suggestion/suggestion.pages.tsx"
import { suggestionReactions } from "./suggestion/tell-of-suggestion.ts"
import { addTerritory } from "./territory/add-territory.ts"
import { editTerritory } from "./territory/edit-territory.ts"
import { territoryApi } from "./territory/territory.api.ts"
import { territoryPages } from "./territory/territory.pages.tsx"
import { territoryLink } from "./territory/territory-link.tsx"

type RegistryMessages = typeof ru & typeof profileRu & typeof suggestionRu
declare module "#platform/i18n.ts" {
  interface Messages extends RegistryMessages {}
}

/** Who can be asked: organisations and bodies, on a tree of territories. */
export const registry: Module = {
  name: "registry",
  migrations: {
    "20261121T1000_registry_start": start,
    "20261121T1001_registry_party": parties,
    "20261121T1210_registry_party_head_email": partyHeadEmail,
    "20261121T1410_registry_status": status,
    "20261121T1400_registry_identifiers": identifiers,
    "20261121T1420_registry_direction": directions,
    "20261121T1430_registry_succession": succession,
    "20261121T1440_registry_profile": profile,
    "20261121T1441_registry_suggestion": suggestion,
  },
  messages: { ru: { ...ru, ...profileRu, ...suggestionRu }, en: { ...en, ...profileEn, ...suggestionEn } },
  commands: [
    endParty,
    addParty,
    editParty,
    importParties,
    addStatus,
    endStatus,
    removeStatus,
    addTerritory,
    editTerritory,
    addDirection,
    editDirection,
    mergeDirections,
    setDirections,
    editProfile,
    trustParty,
    suggestChanges,
    decideSuggestion,
    withdrawSuggestion,
    reportMistake,
    addDocument,
    showDocument,
    removeDocument,
  ],
  events,
  reactions: [...reactions, ...suggestionReactions],
  jobs: [refileDirectionPart],
  importers: [partyImporter],
  menu: [
    { href: "/organisations", label: "registry.organisation.list", visible: () => true, order: 40 },
    { href: "/bodies", label: "registry.body.list", visible: () => true, order: 41 },
    { href: "/suggestions", label: "suggestion.list", visible: speaksSomewhere, order: 42 },
  ],
  slots: { "settings.links": territoryLink, "grant.scopes": grantScopes, "grant.scope": grantScope },
  pages(app) {
    pastePages(app)
    endingPages(app)
    partyPages(app)
    statusPages(app)
    profilePages(app)
    suggestPages(app)
    suggestionPages(app)
    documentPages(app)
    territoryPages(app)
    directionPages(app)
    cataloguePages(app)
  },
  api(api) {
    partyApi(api)
    endingApi(api)
    statusApi(api)
    profileApi(api)
    suggestionApi(api)
    territoryApi(api)
    directionApi(api)
  },
}
