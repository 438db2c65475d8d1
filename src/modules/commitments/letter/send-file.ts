import { contentDisposition } from "#platform/files/disposition.ts"
import type { Ctx } from "#platform/http/env.ts"
import type { Filled } from "#platform/office/template.ts"
import { Refusal } from "#platform/refusal.ts"

const types = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  zip: "application/zip",
}

/** Answers with a file to be kept. */
export const sendFile = (c: Ctx, kind: keyof typeof types, name: string, bytes: Uint8Array) =>
  c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    "Content-Type": types[kind],
    "Content-Disposition": contentDisposition("attachment", name),
  })

/** A template that passed when it was uploaded can only fail by our own fault; still it is said, not thrown. */
export function bytesOf(filled: Filled): Uint8Array {
  if (!filled.ok) throw new Refusal(409, "letter.template.failed")
  return filled.bytes
}
