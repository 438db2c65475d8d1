import { staffSomewhere } from "#platform/actor.ts"
import type { Module } from "#platform/module.ts"
import { answerCard } from "./confirmation/answer-card.ts"
import { cardLinkPages } from "./confirmation/card.pages.tsx"
import { changeConfirmationRule } from "./confirmation/change-rule.ts"
import { confirmCard } from "./confirmation/confirm-card.ts"
import { confirmationApi } from "./confirmation/confirmation.api.ts"
import { confirmationJob } from "./confirmation/confirmation-round.ts"
import { confirmationPages } from "./confirmation/keep.pages.tsx"
import confirmationEn from "./confirmation/locales/en.json" with { type: "json" }
import confirmationRu from "./confirmation/locales/ru.json" with { type: "json" }
import { addDirection } from "./direction/add-direction.ts"
import { cataloguePages } from "./direction/catalogue.pages.tsx"
import { directionApi } from "./direction/direction.api.ts"
import { directionPages } from "./direction/direction.pages.tsx"
import { editDirection } from "./direction/edit-direction.ts"
import { mergeDirections } from "./direction/merge-directions.ts"
import { refileDirectionPart } from "./direction/refile-direction.ts"
import { setDirections } from "./direction/set-directions.ts"
import { duplicateApi } from "./duplicate/duplicates.api.ts"
import { duplicatePages } from "./duplicate/duplicates.pages.tsx"
import { findPartyPairs } from "./duplicate/find-alike.ts"
import duplicateEn from "./duplicate/locales/en.json" with { type: "json" }
import duplicateRu from "./duplicate/locales/ru.json" with { type: "json" }
import { callPartiesAlike, tellPartiesApart } from "./duplicate/tell-apart.ts"
import { allowSite } from "./embedding/allow-site.ts"
import { embedPages } from "./embedding/embed.pages.tsx"
import { embeddingPages } from "./embedding/embedding.pages.tsx"
import { forbidSite } from "./embedding/forbid-site.ts"
import { events } from "./events.ts"
import { partyImporter } from "./from-table/party.importer.ts"
import en from "./locales/en.json" with { type: "json" }
import ru from "./locales/ru.json" with { type: "json" }
import servicesEn from "./locales/services.en.json" with { type: "json" }
import servicesRu from "./locales/services.ru.json" with { type: "json" }
import mergingEn from "./merging/locales/en.json" with { type: "json" }
import mergingRu from "./merging/locales/ru.json" with { type: "json" }
import { mergeApi } from "./merging/merge.api.ts"
import { mergePages } from "./merging/merge.pages.tsx"
import { mergeParties } from "./merging/merge-parties.ts"
import { partyReferences, unmovedOfParty } from "./merging/references.ts"
import { unmergeParties } from "./merging/unmerge-parties.ts"
import * as start from "./migrations/20261121T1000_registry_start.ts"
import * as parties from "./migrations/20261121T1001_registry_party.ts"
import * as partyHeadEmail from "./migrations/20261121T1210_registry_party_head_email.ts"
import * as identifiers from "./migrations/20261121T1400_registry_identifiers.ts"
import * as status from "./migrations/20261121T1410_registry_status.ts"
import * as directions from "./migrations/20261121T1420_registry_direction.ts"
import * as succession from "./migrations/20261121T1430_registry_succession.ts"
import * as profile from "./migrations/20261121T1440_registry_profile.ts"
import * as suggestion from "./migrations/20261121T1441_registry_suggestion.ts"
import * as services from "./migrations/20261121T1450_registry_service.ts"
import * as providers from "./migrations/20261121T1451_registry_provider.ts"
import * as embedding from "./migrations/20261121T1452_registry_embedding.ts"
import * as confirmation from "./migrations/20261121T1460_registry_confirmation.ts"
import * as mistake from "./migrations/20261121T1461_registry_mistake.ts"
import * as merging from "./migrations/20261121T1470_registry_merge.ts"
import * as alike from "./migrations/20261121T1475_registry_alike.ts"
import * as alikeKeys from "./migrations/20261121T1476_registry_alike_keys.ts"
import { addDocument } from "./paper/add-paper.ts"
import { paperApi } from "./paper/paper.api.ts"
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
import { approveList } from "./service-list/approve-list.ts"
import { describeList } from "./service-list/describe-list.ts"
import { draftPages } from "./service-list/draft.pages.tsx"
import { draftList } from "./service-list/draft-list.ts"
import { dropList } from "./service-list/drop-list.ts"
import { serviceListApi } from "./service-list/service-list.api.ts"
import { serviceListPages } from "./service-list/service-list.pages.tsx"
import { addProvider } from "./service-provider/add-provider.ts"
import { editProvider } from "./service-provider/edit-provider.ts"
import { loadProviderCard } from "./service-provider/load-provider-card.tsx"
import { providerApi } from "./service-provider/provider.api.ts"
import { providerPages } from "./service-provider/provider.pages.tsx"
import { removeProvider } from "./service-provider/remove-provider.ts"
import { turnProvidersJob } from "./service-provider/turn-providers.ts"
import { settings } from "./settings.ts"
import { serviceApi } from "./social-service/service.api.ts"
import { servicePages } from "./social-service/service.pages.tsx"
import { strikeService } from "./social-service/strike-service.ts"
import { writePages } from "./social-service/write.pages.tsx"
import { writeService } from "./social-service/write-service.ts"
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
import { reportPages } from "./suggestion/report.pages.tsx"
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

type RegistryMessages = typeof ru &
  typeof confirmationRu &
  typeof duplicateRu &
  typeof profileRu &
  typeof suggestionRu &
  typeof servicesRu &
  typeof mergingRu
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
    "20261121T1450_registry_service": services,
    "20261121T1451_registry_provider": providers,
    "20261121T1452_registry_embedding": embedding,
    "20261121T1460_registry_confirmation": confirmation,
    "20261121T1461_registry_mistake": mistake,
    "20261121T1475_registry_alike": alike,
    "20261121T1476_registry_alike_keys": alikeKeys,
    "20261121T1470_registry_merge": merging,
  },
  messages: {
    ru: { ...ru, ...confirmationRu, ...duplicateRu, ...profileRu, ...suggestionRu, ...servicesRu, ...mergingRu },
    en: { ...en, ...confirmationEn, ...duplicateEn, ...profileEn, ...suggestionEn, ...servicesEn, ...mergingEn },
  },
  commands: [
    endParty,
    addParty,
    editParty,
    importParties,
    tellPartiesApart,
    callPartiesAlike,
    mergeParties,
    unmergeParties,
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
    confirmCard,
    answerCard,
    changeConfirmationRule,
    addDocument,
    showDocument,
    removeDocument,
    draftList,
    describeList,
    approveList,
    dropList,
    writeService,
    strikeService,
    addProvider,
    editProvider,
    removeProvider,
    allowSite,
    forbidSite,
  ],
  events,
  reactions: [...reactions, ...suggestionReactions],
  jobs: [refileDirectionPart, turnProvidersJob, confirmationJob, findPartyPairs],
  importers: [partyImporter],
  settings,
  menu: [
    { href: "/organisations", label: "registry.organisation.list", visible: () => true, order: 40 },
    { href: "/bodies", label: "registry.body.list", visible: () => true, order: 41 },
    { href: "/services", label: "registry.service.menu", visible: () => true, order: 42 },
    {
      href: "/suggestions",
      label: "suggestion.list",
      visible: (actor) => speaksSomewhere(actor) && !staffSomewhere(actor), // the staff finds them at its desk
      order: 43,
    },
  ],
  slots: {
    "party.services": loadProviderCard,
    "grant.scopes": grantScopes,
    "grant.scope": grantScope,
  },
  references: { party: partyReferences },
  unmoved: [...unmovedOfParty],
  pages(app) {
    mergePages(app) // first: it follows addresses of merged cards
    pastePages(app)
    endingPages(app)
    partyPages(app)
    statusPages(app)
    profilePages(app)
    suggestPages(app)
    reportPages(app)
    confirmationPages(app)
    cardLinkPages(app)
    suggestionPages(app)
    documentPages(app)
    territoryPages(app)
    directionPages(app)
    cataloguePages(app)
    servicePages(app)
    serviceListPages(app)
    draftPages(app)
    writePages(app)
    providerPages(app)
    duplicatePages(app)
    embedPages(app)
    embeddingPages(app)
  },
  api(api) {
    mergeApi(api) // first, for the same
    partyApi(api)
    endingApi(api)
    statusApi(api)
    profileApi(api)
    paperApi(api)
    suggestionApi(api)
    confirmationApi(api)
    territoryApi(api)
    directionApi(api)
    serviceApi(api)
    serviceListApi(api)
    providerApi(api)
    duplicateApi(api)
  },
}
