import { Readable } from "node:stream"
import type { Pages } from "#platform/module.ts"
import { notFound } from "#platform/refusal.ts"
import { canRead } from "./attachment.policy.ts"
import { findAttachment } from "./attachment.store.ts"
import { hasBlob, openBlob } from "./blob-store.ts"
import { contentDisposition } from "./disposition.ts"
import { shownInline } from "./sniff.ts"

/** Whatever a file holds, it may load nothing and run nothing in the name of this site. */
const locked =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; object-src 'self'; frame-ancestors 'none'; sandbox"

/** Downloads. Who may not read a file is told that there is none. */
export function filesPages(app: Pages) {
  app.get("/files/:id{[0-9a-f-]{36}}", async (c) => {
    const { services, actor } = c.var
    const attachment = await findAttachment(services.db, c.req.param("id")).catch(() => undefined)
    if (!attachment || !canRead(actor, attachment)) throw notFound()
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
  })
}
