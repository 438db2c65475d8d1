import { sendAttachment } from "#platform/files/send-attachment.ts"
import type { Pages } from "#platform/module.ts"
import { notFound } from "#platform/refusal.ts"
import { loadRequest } from "./load-request.ts"

/** Files of a request for whoever reads its whole thread; those that were made public have their own address. */
export function requestFiles(app: Pages) {
  app.get("/requests/:id{[0-9]{1,15}}/files/:file{[0-9a-f-]{36}}", async (c) => {
    const { whole, files } = await loadRequest(c)
    const file = [...files.values()].flat().find(({ id }) => id === c.req.param("file"))
    if (!whole || !file) throw notFound()
    return sendAttachment(c, file)
  })
}
