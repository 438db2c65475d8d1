import { signedIn, staffSomewhere } from "#platform/actor.ts"
import type { Module } from "#platform/module.ts"
import { addAffiliation } from "./affiliation/add-affiliation.ts"
import { affiliationApi } from "./affiliation/affiliation.api.ts"
import { affiliationPages } from "./affiliation/affiliation.pages.tsx"
import { endAffiliation } from "./affiliation/end-affiliation.ts"
import { partyPeople } from "./affiliation/party-people.tsx"
import { removeAffiliation } from "./affiliation/remove-affiliation.ts"
import { applicationApi } from "./application/application.api.ts"
import { reviewsSomewhere } from "./application/application.policy.ts"
import { confirmApplication } from "./application/confirm-application.ts"
import { followPages } from "./application/follow.pages.tsx"
import { followApplication } from "./application/follow-application.ts"
import { joinPages } from "./application/join.pages.tsx"
import { reviewPages } from "./application/review.pages.tsx"
import { askApplicant, declineApplication } from "./application/review-application.ts"
import { sendApplication } from "./application/send-application.ts"
import { tidyApplications } from "./application/tidy-applications.ts"
import { claimApi } from "./claim/claim.api.ts"
import { claimPages } from "./claim/claim.pages.tsx"
import { claimCard } from "./claim/claim-card.tsx"
import { claimKeepingPages } from "./claim/claim-keeping.pages.tsx"
import { releaseAccount, revokeClaim, sendClaim } from "./claim/send-claim.ts"
import { takeClaim } from "./claim/take-claim.ts"
import { addCompetence } from "./competence/add-competence.ts"
import { competenceApi } from "./competence/competence.api.ts"
import { competencePages } from "./competence/competence.pages.tsx"
import { editCompetence } from "./competence/edit-competence.ts"
import { answerPerson } from "./confirmation/answer-person.ts"
import { confirmPerson, settleAnswer } from "./confirmation/confirm-person.ts"
import { personConfirmationApi } from "./confirmation/confirmation.api.ts"
import { confirmationCard } from "./confirmation/confirmation-card.tsx"
import { peopleConfirmationJob } from "./confirmation/confirmation-round.ts"
import { confirmationEvents } from "./confirmation/events.ts"
import { personConfirmationPages } from "./confirmation/keep.pages.tsx"
import { ownCardPages } from "./confirmation/own-card.pages.tsx"
import { confirmedRolePages } from "./confirmed-role/confirmed-role.pages.tsx"
import { endRole } from "./confirmed-role/end-role.ts"
import { giveRole } from "./confirmed-role/give-role.ts"
import { consentCodePages } from "./consent/code.pages.tsx"
import { consentApi } from "./consent/consent.api.ts"
import { consentsPages } from "./consent/consents.pages.tsx"
import { endExpiredJob } from "./consent/end-expired.ts"
import { consentEvents } from "./consent/events.ts"
import { giveConsent } from "./consent/give-consent.ts"
import { changeOperator, publishText } from "./consent/keep-texts.ts"
import { consentLinkApi } from "./consent/link.api.ts"
import { consentLinkPages } from "./consent/link.pages.tsx"
import { makeConsentLink, revokeConsentLink } from "./consent/make-link.ts"
import { recordPages } from "./consent/record.pages.tsx"
import { recordConsent } from "./consent/record-consent.ts"
import { squadPages } from "./consent/squad.pages.tsx"
import { textApi } from "./consent/text.api.ts"
import { textsPages } from "./consent/texts.pages.tsx"
import { withdrawConsent } from "./consent/withdraw-consent.ts"
import { duplicates } from "./duplicate/part.ts"
import { erasePerson } from "./erasure/erase-person.ts"
import { erasureApi } from "./erasure/erasure.api.ts"
import { erasurePages } from "./erasure/erasure.pages.tsx"
import { rememberErasure } from "./erasure/remember-erasure.ts"
import { events } from "./events.ts"
import { personImporter } from "./from-table/person.importer.ts"
import { guardianApi } from "./guardian/guardian.api.ts"
import { guardianPages } from "./guardian/guardian.pages.tsx"
import { addGuardian, editGuardian, removeGuardian } from "./guardian/keep-guardian.ts"
import { incidentEvents } from "./incident/events.ts"
import { incidentApi } from "./incident/incident.api.ts"
import { incidentListPages } from "./incident/incident.pages.tsx"
import { incidentPages } from "./incident/one-incident.pages.tsx"
import { addEntry, closeIncident, openIncident } from "./incident/write-incident.ts"
import { invitationApi } from "./inviting/invitation.api.ts"
import { invitationPages } from "./inviting/invitation.pages.tsx"
import { invitePeople } from "./inviting/invite-people.ts"
import { messages } from "./locales/messages.ts"
import { editOwn } from "./me/edit-own.ts"
import { meApi } from "./me/me.api.ts"
import { mePages } from "./me/me.pages.tsx"
import { merging } from "./merging/part.ts"
import * as start from "./migrations/20261121T1500_people_start.ts"
import * as consent from "./migrations/20261121T1510_people_consent.ts"
import * as ownData from "./migrations/20261121T1520_people_own_data.ts"
import * as retention from "./migrations/20261121T1525_people_retention.ts"
import * as confirmation from "./migrations/20261121T1526_people_confirmation.ts"
import * as processing from "./migrations/20261121T1527_people_processing.ts"
import * as incident from "./migrations/20261121T1528_people_incident.ts"
import * as claims from "./migrations/20261121T1530_people_claim.ts"
import * as applications from "./migrations/20261121T1531_people_application.ts"
import * as invitations from "./migrations/20261121T1532_people_invitation.ts"
import * as competence from "./migrations/20261121T1540_people_competence.ts"
import * as lists from "./migrations/20261121T1541_people_lists.ts"
import * as aside from "./migrations/20261121T1550_people_aside.ts"
import * as merge from "./migrations/20261121T1551_people_merge.ts"
import * as alike from "./migrations/20261121T1555_people_alike.ts"
import * as alikeKeys from "./migrations/20261121T1556_people_alike_keys.ts"
import { ownDataPages } from "./own-data/own-data.pages.ts"
import { addPerson } from "./person/add-person.ts"
import { editPerson } from "./person/edit-person.ts"
import { personApi } from "./person/person.api.ts"
import { personPages } from "./person/person.pages.tsx"
import { processingEvents } from "./processing/events.ts"
import { processingApi } from "./processing/processing.api.ts"
import { processingPages } from "./processing/processing.pages.tsx"
import { endProcess, writeProcess } from "./processing/write-process.ts"
import { readingPages } from "./reading/reading.pages.tsx"
import { changeRetention } from "./retention/change-retention.ts"
import { duePages } from "./retention/due.pages.tsx"
import { retentionEvents } from "./retention/events.ts"
import { keepPerson } from "./retention/keep-person.ts"
import { retentionApi } from "./retention/retention.api.ts"
import { retentionPages } from "./retention/retention.pages.tsx"
import { retentionJob, withdrawnJob } from "./retention/retention-round.ts"
import { settings } from "./settings.ts"
import { confirmCompetence } from "./skill/confirm-competence.ts"
import { describePerson } from "./skill/describe-person.ts"
import { endCompetence } from "./skill/end-competence.ts"
import { refileCompetence, refileCompetencePart, refileExpired } from "./skill/refile-skills.ts"
import { skillApi } from "./skill/skill.api.ts"
import { skillPages } from "./skill/skill.pages.tsx"
import { stateCompetence } from "./skill/state-competence.ts"

/** People, where they belong, and who may know what of them. */
export const people: Module = {
  name: "people",
  migrations: {
    "20261121T1500_people_start": start,
    "20261121T1510_people_consent": consent,
    "20261121T1520_people_own_data": ownData,
    "20261121T1525_people_retention": retention,
    "20261121T1526_people_confirmation": confirmation,
    "20261121T1527_people_processing": processing,
    "20261121T1528_people_incident": incident,
    "20261121T1530_people_claim": claims,
    "20261121T1531_people_application": applications,
    "20261121T1532_people_invitation": invitations,
    "20261121T1540_people_competence": competence,
    "20261121T1541_people_lists": lists,
    "20261121T1550_people_aside": aside,
    "20261121T1555_people_alike": alike,
    "20261121T1551_people_merge": merge,
    "20261121T1556_people_alike_keys": alikeKeys,
  },
  messages,
  commands: [
    addPerson,
    editPerson,
    ...duplicates.commands,
    ...merging.commands,
    addAffiliation,
    endAffiliation,
    removeAffiliation,
    erasePerson,
    changeRetention,
    keepPerson,
    confirmPerson,
    settleAnswer,
    answerPerson,
    writeProcess,
    endProcess,
    openIncident,
    addEntry,
    closeIncident,
    giveConsent,
    recordConsent,
    withdrawConsent,
    makeConsentLink,
    revokeConsentLink,
    publishText,
    changeOperator,
    addGuardian,
    editGuardian,
    removeGuardian,
    sendClaim,
    revokeClaim,
    takeClaim,
    releaseAccount,
    invitePeople,
    editOwn,
    sendApplication,
    followApplication,
    askApplicant,
    declineApplication,
    confirmApplication,
    addCompetence,
    editCompetence,
    stateCompetence,
    confirmCompetence,
    endCompetence,
    giveRole,
    endRole,
    describePerson,
  ],
  events: {
    ...events,
    ...consentEvents,
    ...retentionEvents,
    ...confirmationEvents,
    ...processingEvents,
    ...incidentEvents,
  },
  reactions: [refileCompetence, rememberErasure],
  importers: [personImporter],
  jobs: [
    refileCompetencePart,
    refileExpired,
    endExpiredJob,
    tidyApplications,
    retentionJob,
    withdrawnJob,
    peopleConfirmationJob,
    ...duplicates.jobs,
  ],
  menu: [
    { href: "/people", label: "people.person.list", visible: () => true, order: 42 },
    { href: "/me", label: "people.me.menu", visible: (actor) => signedIn(actor) && !staffSomewhere(actor), order: 43 },
    {
      href: "/applications",
      label: "people.application.list",
      visible: (actor) => reviewsSomewhere(actor) && !staffSomewhere(actor),
      order: 44,
    },
    { href: "/join", label: "people.join.title", visible: (actor) => !signedIn(actor), order: 45 },
  ],
  settings,
  references: merging.references,
  unmoved: merging.unmoved,
  slots: {
    "party.people": partyPeople,
    "person.more": async (c, of) => [await claimCard(c, of), await confirmationCard(c, of)],
  },
  pages(app) {
    merging.pages(app)
    personPages(app)
    personConfirmationPages(app)
    ownCardPages(app)
    affiliationPages(app)
    readingPages(app)
    ownDataPages(app)
    erasurePages(app)
    retentionPages(app)
    processingPages(app)
    incidentListPages(app)
    incidentPages(app)
    duePages(app)
    recordPages(app)
    consentsPages(app)
    guardianPages(app)
    squadPages(app)
    textsPages(app)
    competencePages(app)
    skillPages(app)
    confirmedRolePages(app)
    consentCodePages(app)
    consentLinkPages(app)
    claimPages(app)
    invitationPages(app)
    claimKeepingPages(app)
    mePages(app)
    joinPages(app)
    followPages(app)
    reviewPages(app)
    duplicates.pages(app)
  },
  api(api) {
    merging.api(api)
    personApi(api)
    personConfirmationApi(api)
    affiliationApi(api)
    consentApi(api)
    erasureApi(api)
    retentionApi(api)
    processingApi(api)
    incidentApi(api)
    consentLinkApi(api)
    textApi(api)
    guardianApi(api)
    claimApi(api)
    invitationApi(api)
    meApi(api)
    applicationApi(api)
    competenceApi(api)
    skillApi(api)
    duplicates.api(api)
  },
}
