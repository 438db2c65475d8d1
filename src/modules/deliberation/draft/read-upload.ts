import { DocumentRefusal } from "#platform/documents/document-refusal.ts"
import type { Ctx } from "#platform/http/env.ts"
import { deedKey, field, type formOf } from "#platform/http/reply.ts"
import { InvalidInput, notAllowed } from "#platform/refusal.ts"
import { canDraft } from "../resolution/resolution.policy.ts"
import { draftFromFile } from "./draft-from-file.ts"

/** What may become a draft: a file, else a pasted text. */
export type Upload = { file?: File | undefined; text: string }

/** The file and the text of a form; a field of a file that nobody filled in is none. */
export function uploadOf(form: Awaited<ReturnType<typeof formOf>>): Upload {
  const given = [form.file].flat()[0]
  const file = given instanceof File && (given.size > 0 || given.name) ? given : undefined
  return { file, text: field(form, "text") }
}

/**
 * Makes a draft of what a page or a program sent.
 * @param key the same key drafts once
 * @throws InvalidInput `file` or `text` when it cannot be read, with a sentence of what to do; rows of a wrong table
 */
export async function draftFromUpload(c: Ctx, { file, text }: Upload, key: string | undefined) {
  const { services, actor } = c.var
  if (!canDraft(actor)) throw notAllowed()
  if (!file && !text) throw new InvalidInput({ file: { key: "draft.new.nothing" } })
  const bytes = file ? new Uint8Array(await file.arrayBuffer()) : new TextEncoder().encode(text)
  try {
    return await draftFromFile(services, actor, { bytes, name: file?.name ?? "" }, key && (await deedKey(c, key)))
  } catch (err) {
    if (!(err instanceof DocumentRefusal)) throw err
    const said = { key: `documents.refusal.${err.code}`, params: err.params }
    throw new InvalidInput({ [file ? "file" : "text"]: said })
  }
}
