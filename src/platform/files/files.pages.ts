import type { Pages } from "#platform/module.ts"
import { notFound } from "#platform/refusal.ts"
import { mayRead } from "./attachment.policy.ts"
import { findAttachment } from "./attachment.store.ts"
import { sendAttachment } from "./send-attachment.ts"

/** Downloads. Who may not read a file is told that there is none. */
export function filesPages(app: Pages) {
  app.get("/files/:id{[0-9a-f-]{36}}", async (c) => {
    const { services, actor } = c.var
    const attachment = await findAttachment(services.db, c.req.param("id")).catch(() => undefined)
    if (!attachment || !(await mayRead(services, actor, attachment))) throw notFound()
    return sendAttachment(c, attachment)
  })
}
