import { draftResolution } from "#modules/deliberation/draft/draft-resolution.ts"
import { itemsOf } from "#modules/deliberation/item/item.store.ts"
import { adoptResolution } from "#modules/deliberation/resolution/adopt-resolution.ts"
import { type Actor, system } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import { readDocument } from "#platform/documents/read-document.ts"
import type { Services } from "#platform/services.ts"

const callerOf = ({ db, clock, listeners }: Services, actor: Actor) => ({ db, clock, listeners, actor })

/** Reads a text into a draft. @returns the id of the resolution */
export async function aDraft(
  services: Services,
  text: string,
  more: { territoryId?: number } = {},
  actor: Actor = system("test"),
): Promise<number> {
  const document = await readDocument(new TextEncoder().encode(text), "r.txt")
  return (await perform(draftResolution, callerOf(services, actor), { document, ...more })).id
}

/** Adopts a draft as it is: open, on 12 April 2026, unless told otherwise. @returns its id, and its items in order */
export async function anAdopted(services: Services, id: number, more: Record<string, unknown> = {}) {
  const input = { id, version: 1, adoptedOn: "2026-04-12", visibility: "open", ...more }
  await perform(adoptResolution, callerOf(services, system("test")), input as never)
  return { id, items: await itemsOf(services.db, id) }
}

/** Reads and adopts a text. */
export const aResolution = async (services: Services, text: string, more: Record<string, unknown> = {}) =>
  anAdopted(services, await aDraft(services, text), more)
