import { sendAttachment } from "#platform/files/send-attachment.ts"
import type { Pages } from "#platform/module.ts"
import { notFound } from "#platform/refusal.ts"
import { loadRequest } from "./load-request.ts"
import { openFiles } from "./open-acts.ts"

/** Files of a request: all for whoever reads its whole thread, for others those that are shown with its open part. */
export function requestFiles(app: Pages) {
  app.get("/requests/:id{[0-9]{1,15}}/files/:file{[0-9a-f-]{36}}", async (c) => {
    const { whole, files, acts } = await loadRequest(c)
    const readable = whole ? files : openFiles(acts, files)
    const file = [...readable.values()].flat().find(({ id }) => id === c.req.param("file"))
    if (!file) throw notFound()
    return sendAttachment(c, file)
  })
}
