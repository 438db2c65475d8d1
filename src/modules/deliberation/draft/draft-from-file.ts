import type { Actor } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import { readDocumentSafely } from "#platform/documents/read-document-safely.ts"
import { storeFile } from "#platform/files/store-file.ts"
import type { Services } from "#platform/services.ts"
import { draftResolution } from "./draft-resolution.ts"
import { readStructured } from "./read-structured.ts"

export type Upload = { bytes: Uint8Array; name: string }

/**
 * The way from a file to a draft, for the page and the command line: read, keep the original for the staff, propose.
 * A text without a name was pasted: it has no original.
 * @param key the same key drafts once
 * @throws DocumentRefusal when it cannot be read, InvalidInput when a table has wrong rows
 */
export async function draftFromFile(services: Services, actor: Actor, { bytes, name }: Upload, key?: string) {
  const { db, clock, listeners, filesDir, cache } = services
  const ready = await readStructured(bytes, name)
  const document = ready?.document ?? (await readDocumentSafely(bytes, name || "text.txt"))
  // Stored before the draft is there; the draft takes it over, and one that nobody takes goes in the night.
  const file = { bytes, name, use: "document", audience: "staff", subject: null } as const
  const attachment = name
    ? await db.transaction().execute((tx) => storeFile({ tx, actor, now: clock.now() }, filesDir, file))
    : null
  const input = { document, sourceName: name, attachment, ...(ready && { content: ready.content }) }
  const drafted = await perform(draftResolution, { db, clock, listeners, actor, key }, input)
  cache.clear()
  return drafted
}
