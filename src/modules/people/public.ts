/** The door of people: what other modules may call. */
import type { z } from "zod"
import type { CommandContext } from "#platform/command.ts"
import { createPerson as create } from "./person/add-person.ts"
import type { Reader } from "./person/fields.ts"
import { personInput } from "./person/person-input.ts"

declare module "#platform/slots.ts" {
  interface Slots {
    /** On a person's card: what other modules know of it; `reader` is as whom it is read, undefined for everybody. */
    "person.more": { id: string; reader: Reader | undefined }
  }
}

export { addAffiliation } from "./affiliation/add-affiliation.ts"
export type { AffiliationRole } from "./affiliation/affiliation.ts"
export { plantApplication } from "./application/plant-application.ts"
export { allCompetences } from "./competence/competence.store.ts"
export { answersNotice } from "./confirmation/answers-notice.tsx"
export { confirmPerson } from "./confirmation/confirm-person.ts"
export type { RoleName } from "./confirmed-role/confirmed-role.ts"
export { giveRole } from "./confirmed-role/give-role.ts"
export { recordConsent } from "./consent/record-consent.ts"
export { findPeopleAlikeNow } from "./duplicate/find-alike-people.ts"
export { countPersonPairs } from "./duplicate/person-pairs.ts"
export { addGuardian } from "./guardian/keep-guardian.ts"
export { incidentTerms } from "./incident/term-notice.tsx"
export { nameDemoOperator, removeDemoPeople } from "./person/demo.store.ts"
export type { Publishable } from "./person/fields.ts"
export { describePerson } from "./skill/describe-person.ts"
export { peopleWith } from "./skill/people-with.ts"
export type { Level } from "./skill/skill.ts"
export { stateCompetence } from "./skill/state-competence.ts"

/**
 * Adds a person inside a transaction that is open; only the family name is needed.
 * @returns its id
 */
export const createPerson = (
  ctx: CommandContext,
  { demo, ...input }: z.input<typeof personInput> & { demo?: boolean },
): Promise<string> => create(ctx, personInput.parse(input), demo)
