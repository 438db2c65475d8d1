import { z } from "zod"
import { command } from "#platform/command.ts"
import { attachmentsOf, removeAttachmentsOf } from "#platform/files/attachment.store.ts"
import { accepted, sniff } from "#platform/files/sniff.ts"
import { storeFile } from "#platform/files/store-file.ts"
import { InvalidInput, notAllowed, notFound } from "#platform/refusal.ts"
import { lockRequest } from "../request/request.store.ts"
import { storeDraft } from "./answer-draft.store.ts"

export type Upload = { name: string; bytes: Uint8Array }

/** Files of an answer that is not sent yet. */
export const draftFiles = (requestId: number) => ({ kind: "answer_draft", id: requestId })
export const mostFiles = 10

/**
 * Remembers what the holder of a link has entered and not sent: closing the telephone loses nothing. Files are for the
 * staff and have no traces of a camera any more (`barePicture`).
 */
export const keepDraft = command({
  name: "answer.keep_draft",
  input: z.object({
    id: z.coerce.number().int(),
    fields: z.record(z.string().max(40), z.string().max(10_000, { error: "invalid.too_long" })),
    uploads: z.custom<Upload[]>(Array.isArray).default([]),
    /** Files that were taken out again. */
    drop: z.array(z.uuid()).max(100).default([]),
    filesDir: z.string(),
  }),
  permit: (actor) => actor.kind === "link",
  async run({ tx, actor, now }, { id, fields, uploads, drop, filesDir }) {
    const request = await lockRequest(tx, id)
    if (!request) throw notFound()
    if (actor.kind !== "link" || actor.id !== request.recipientId) throw notAllowed()
    const subject = draftFiles(id)
    if (drop.length) await removeAttachmentsOf(tx, subject, now, drop)
    const there = uploads.length ? await attachmentsOf(tx, subject) : []
    if (there.length + uploads.length > mostFiles)
      throw new InvalidInput({ files: { key: "answering.invalid.many_files", params: { most: mostFiles } } })
    for (const { bytes, name } of uploads) {
      const type = (await sniff(bytes, name)) ?? ""
      const use = accepted.picture.includes(type) ? "picture" : "document"
      await storeFile({ tx, actor, now }, filesDir, { bytes, name, use, audience: "staff", subject })
    }
    await storeDraft(tx, request.recipientId, id, fields)
    return { id }
  },
})
