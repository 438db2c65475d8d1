import type { Db } from "#platform/db.ts"
import { claimedHolder } from "#platform/session/bearer-link.ts"
import { type LinkState, linkState } from "#platform/session/link-state.ts"
import type { Party } from "../party/party.store.ts"
import { partyById } from "../party/party.store.ts"
import { letterOf } from "./confirmation.store.ts"
import { linkDays } from "./confirmation.ts"

export type Letter = NonNullable<Awaited<ReturnType<typeof letterOf>>>
export type OpenedLetter = { party: Party; letter: Letter }

/** What the link of a letter opens now. */
export async function openLetter(
  db: Db,
  secret: string,
  token: string,
  now: Date,
): Promise<OpenedLetter | Exclude<LinkState, "open">> {
  const id = claimedHolder(token)
  const letter = id === null ? undefined : await letterOf(db, id)
  const holder = letter && {
    id: id!,
    generation: letter.generation,
    expiresAt: new Date(Date.parse(letter.askedOn) + linkDays * 86_400_000),
    revokedAt: null,
  }
  const state = linkState(secret, "card", token, holder, now)
  if (state !== "open") return state
  const party = await partyById(db, id!)
  return letter && party ? { party, letter } : "unknown"
}
