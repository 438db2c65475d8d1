import type { Nature } from "../party/party.ts"
import type { PartyInput } from "../party/party-input.ts"
import type { StatusKind } from "../status/status.ts"

/** What an import leaves of a card, to be taken back by. */
export type Trace = {
  id: number
  /** The last event that the import itself announced of the card. */
  event: number
  nature: Nature
  added: boolean
  fields?: { name: keyof PartyInput; before: unknown; after: unknown }[]
  directions?: { before: number[]; after: number[] }
  statuses: { id: number; kind: StatusKind }[]
}
