/** The door of the registry: what other modules may call. */
import type { z } from "zod"
import type { Scopes } from "#platform/actor.ts"
import type { CommandContext } from "#platform/command.ts"
import type { Db } from "#platform/db.ts"
import { createParty as create } from "./party/add-party.ts"
import { countParties as countMatching } from "./party/list-parties.ts"
import type { Nature } from "./party/party.ts"
import { partyInput } from "./party/party-input.ts"
import { createTerritory, territoryInput } from "./territory/add-territory.ts"
import { scopesOfPath } from "./territory/territory.policy.ts"
import { allTerritories } from "./territory/territory.store.ts"
import { pathUp } from "./territory/territory.ts"

declare module "#platform/slots.ts" {
  interface Slots {
    /** On a card: everything this organisation or body was asked. */
    "party.asked": { id: number }
    /** Beside a card, after contacts: who is who here, with roles. */
    "party.people": { id: number; nature: Nature }
    /** On a card: what services it provides. */
    "party.services": { id: number; nature: Nature }
    /** On the page of a direction of work: who is its curator, and what is asked about it. */
    "direction.curators": { id: number; nameRu: string }
    /** On the page of a direction of work: what happens in it. */
    "direction.events": { id: number }
  }
}

export { confirmCard } from "./confirmation/confirm-card.ts"
export { loadRule as loadConfirmationRule, markUnconfirmed } from "./confirmation/confirmation.store.ts"
export {
  type Answer as CardAnswer,
  answers as cardAnswers,
  type Channel as ConfirmationChannel,
  channels as confirmationChannels,
  channelsByHand,
  linkDays,
  reminderDays,
} from "./confirmation/confirmation.ts"
export { goRound } from "./confirmation/go-round.ts"
export { allDirections, directionsOf } from "./direction/direction.store.ts"
export { type Direction, directionName } from "./direction/direction.ts"
export { setDirections } from "./direction/set-directions.ts"
export { alike as wordsAlike, worthALook } from "./duplicate/compare.ts"
export { findAlike, findPairsNow, pairsJob } from "./duplicate/find-pairs.ts"
export { emailsOf, latinOf, phonesOf } from "./duplicate/fold.ts"
export { AlikeFoundNotice } from "./duplicate/found-notice.tsx"
export { countDue, insertKeys, markDue, tooCommon, writeKeys } from "./duplicate/keys.store.ts"
export { pairFields, pairQuery } from "./duplicate/pair.json.ts"
export { cursorRead, cursorSaid } from "./duplicate/pair-cursor.ts"
export { pairDeeds } from "./duplicate/pair-deeds.ts"
export { reasonLimit } from "./duplicate/pair-input.ts"
export { dueLimit, duplicatesPath, PairsPage, type ShownPair } from "./duplicate/pair-list.tsx"
export { countPairs, decidePair, listPairs, pairsOf } from "./duplicate/pairs.store.ts"
export { countPartyPairs } from "./duplicate/party-pairs.ts"
export { AlikeFound, keepingAlike, seenAlike } from "./duplicate/refuse-alike.ts"
export {
  type Kind as KindOfCards,
  ordered,
  type Pair,
  type PairCursor,
  type PairState,
  type Reason,
  type Shelf,
} from "./duplicate/shelf.ts"
export { removeDemoParties } from "./party/demo.store.ts"
export { editParty } from "./party/edit-party.ts"
export { findParties, partiesByKind, partyNames } from "./party/find-parties.ts"
export { guessKind } from "./party/guess-kind.ts"
export { countParties as countMatching, listParties } from "./party/list-parties.ts"
export { scopesOfParty } from "./party/party.policy.ts"
export {
  contactsOf,
  type Matchable,
  type OpenParty,
  partiesByFoldedName,
  partiesToMatch,
  partyById,
  partyByInn,
  partyByName,
  postalAddresses,
} from "./party/party.store.ts"
export { addressOf, foldName, isKindOf, type Kind, kinds, type Nature } from "./party/party.ts"
export { email, line, lines, partyFields } from "./party/party-input.ts"
export { kindOptions, kindWord, territoryOptions } from "./party/party-words.ts"
export { wordFinder } from "./party/word-finder.ts"
export { editProfile } from "./profile/edit-profile.ts"
export { partyLogo } from "./profile/party-logo.tsx"
export { approveList } from "./service-list/approve-list.ts"
export { describeList } from "./service-list/describe-list.ts"
export { draftList } from "./service-list/draft-list.ts"
export { allLists as allServiceLists } from "./service-list/service-list.store.ts"
export type { Criterion } from "./service-list/service-list.ts"
export { addProvider } from "./service-provider/add-provider.ts"
export type { Price, Target } from "./service-provider/service-provider.ts"
export { removeDemoServices } from "./social-service/demo.store.ts"
export { strikeService } from "./social-service/strike-service.ts"
export { writeService } from "./social-service/write-service.ts"
export { addStatus } from "./status/add-status.ts"
export { hasEnded, inForce, type StatusKind, type Term } from "./status/status.ts"
export { day } from "./status/status-input.ts"
export { termSaid } from "./status/status-words.ts"
export { countSuggestions } from "./suggestion/suggestion.store.ts"
export { scopesOfPath } from "./territory/territory.policy.ts"
export { allTerritories } from "./territory/territory.store.ts"
export { asTree, idsBelow, pathUp, type Territory } from "./territory/territory.ts"
export { territoryFinder } from "./territory/territory-names.ts"

/**
 * Adds a party in passing, inside a transaction that is open. Only nature, kind and name are needed; see `guessKind`.
 *
 * @returns its id
 * @throws ZodError, InvalidInput when the name is taken, Refusal when the territory is not the actor's
 */
export const createParty = (
  ctx: CommandContext,
  { demo, ...input }: z.input<typeof partyInput> & { demo?: boolean },
): Promise<number> => create(ctx, partyInput.parse(input), demo)

/** Adds a territory inside a transaction that is open. @returns its id */
export const addTerritory = async (
  ctx: CommandContext,
  { demo, ...input }: z.input<typeof territoryInput> & { demo?: boolean },
): Promise<number> => (await createTerritory(ctx, territoryInput.parse(input), demo)).id

/** How many organisations and bodies there are. */
export const countParties = (db: Db): Promise<number> => countMatching(db, {})

/** The territory and all above it as scopes: a grant over any of them covers a thing of this territory. */
export const territoryScopes = async (db: Db, territoryId: number | null): Promise<Scopes> =>
  territoryId === null ? [] : scopesOfPath(pathUp(await allTerritories(db), territoryId))
