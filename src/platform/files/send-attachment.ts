import { Readable } from "node:stream"
import type { Ctx } from "#platform/http/env.ts"
import type { Attachment } from "./attachment.store.ts"
import { hasBlob, openBlob } from "./blob-store.ts"
import { contentDisposition } from "./disposition.ts"
import { shownInline } from "./sniff.ts"

/** Whatever a file holds, it may load nothing and run nothing in the name of this site. */
const locked =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; object-src 'self'; frame-ancestors 'none'; sandbox"

/** Answers with a stored file. The caller has asked whether it may be read. */
export async function sendAttachment(c: Ctx, attachment: Attachment): Promise<Response> {
  const { services } = c.var
  const { sha256, size, mediaType, name } = attachment
  const etag = `"${sha256.toString("base64url")}"`
  c.header("Content-Security-Policy", locked)
  c.header("ETag", etag)
  if (c.req.header("If-None-Match") === etag) return c.body(null, 304)
  if (!(await hasBlob(services.filesDir, sha256, size)))
    throw new Error(`the blob ${sha256.toString("hex")} is missing from the file store`)
  c.header("Content-Type", mediaType)
  c.header("Content-Length", String(size))
  c.header("Content-Disposition", contentDisposition(shownInline.has(mediaType) ? "inline" : "attachment", name))
  if (c.req.method === "HEAD") return c.body(null)
  return c.body(Readable.toWeb(openBlob(services.filesDir, sha256)) as ReadableStream)
}
