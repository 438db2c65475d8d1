import { sql } from "kysely"
import { type Actor, userIdOf } from "#platform/actor.ts"
import type { Tx } from "#platform/db.ts"
import { limits } from "#platform/documents/limits.ts"
import { InvalidInput, Refusal } from "#platform/refusal.ts"
import { hashOf, writeBlob } from "./blob-store.ts"
import { accepted, sniff, type Use } from "./sniff.ts"
import type { Audience } from "./tables.ts"

export type Subject = { kind: string; id: number | string }

export type NewFile = {
  bytes: Uint8Array
  /** As the sender calls it; what could be a path or a trick of writing direction is dropped. */
  name: string
  use: Use
  audience: Audience
  /** What it belongs to; null while that is not there yet: `claimAttachments` says it later. */
  subject: Subject | null
}

/** Nobody removes blobs while this lock is shared: by transactions that store, and by a backup. */
export const filesLock = sql`hashtext('farvater files')`

/**
 * Stores a file and its attachment in the transaction of whoever needs it.
 *
 * @returns the attachment's id, for `/files/:id`
 * @throws Refusal 413 over 50 MB; InvalidInput `file` when it is empty or not of a kind that this use accepts
 * @example const id = await storeFile({ tx, actor, now }, services.filesDir, { bytes, name, use: "document", … })
 */
export async function storeFile(
  { tx, actor, now }: { tx: Tx; actor: Actor; now: Date },
  filesDir: string,
  file: NewFile,
): Promise<string> {
  const { bytes } = file
  if (bytes.length > limits.fileSize)
    throw new Refusal(413, "refusal.too_large", { limit: limits.fileSize / 1024 / 1024 })
  if (bytes.length === 0) throw new InvalidInput({ file: { key: "files.empty" } })
  const mediaType = await sniff(bytes, file.name)
  if (!mediaType || !accepted[file.use].includes(mediaType))
    throw new InvalidInput({ file: { key: `files.not_accepted.${file.use}` } })
  const sha256 = await keepBlob({ tx, now }, filesDir, bytes, mediaType)
  const { id } = await tx
    .insertInto("platform.attachment")
    .values({
      sha256,
      name: cleanName(file.name),
      subject_kind: file.subject?.kind ?? null,
      subject_id: file.subject ? String(file.subject.id) : null,
      audience: file.audience,
      uploaded_by: userIdOf(actor),
      at: now,
      removed_at: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  return id
}

/** Keeps bytes that an attachment of the same transaction is going to hold. @returns their hash */
export async function keepBlob(
  { tx, now }: { tx: Tx; now: Date },
  filesDir: string,
  bytes: Uint8Array,
  mediaType: string,
): Promise<Buffer> {
  const sha256 = hashOf(bytes)
  await sql`SELECT pg_advisory_xact_lock_shared(${filesLock})`.execute(tx)
  await writeBlob(filesDir, sha256, bytes.length, bytes)
  await tx
    .insertInto("platform.blob")
    .values({ sha256, size: bytes.length, media_type: mediaType, created_at: now })
    .onConflict((c) => c.doNothing())
    .execute()
  return sha256
}

/** The last part of a path, without control characters and marks that turn the writing direction, 200 characters. */
export const cleanName = (name: string) =>
  name
    .replace(/^.*[/\\]/s, "")
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .trim()
    .slice(-200) || "file"
