import type { Db } from "#platform/db.ts"
import { peopleIn } from "../reading/person.ts"
import { type Passage, participantsOf, passagesOf } from "./resolution-parts.store.ts"

/** A surname in any case: its stem and an ending. Participants are stored surname first, or initials first. */
function mentions(name: string): RegExp | undefined {
  const surname = /\p{Lu}\p{Ll}{3,}/u.exec(name)?.[0]
  if (!surname) return undefined
  const stem = surname.slice(0, Math.max(4, surname.length - 2))
  return new RegExp(`(?<!\\p{L})${stem}\\p{Ll}{0,4}(?!\\p{L})`, "u")
}

/** Whether words around the items name somebody: people of the event are not shown to all, until consents exist. */
export const namesPeople = (text: string, participants: { name: string }[] = []): boolean =>
  peopleIn(text).length > 0 || participants.some(({ name }) => mentions(name)?.test(text))

/**
 * The text around the items without the passages that name people: what pages, files, search and the API show.
 * The staff read the whole in the source.
 */
export async function openPassagesOf(db: Db, resolutionId: number): Promise<Passage[]> {
  const [passages, participants] = [await passagesOf(db, resolutionId), await participantsOf(db, resolutionId)]
  return passages.filter((p) => !namesPeople(p.text, participants))
}

/** Lines that an item was read from: what it says itself, and what names nobody. */
export const openLines = <L extends { text: string }>(lines: L[], item: { text: string }): L[] =>
  lines.filter(({ text }) => item.text.includes(text.trim()) || !namesPeople(text))
