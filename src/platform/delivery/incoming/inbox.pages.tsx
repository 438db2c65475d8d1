import { z } from "zod"
import { administrator } from "#platform/actor.ts"
import { attachmentsOf } from "#platform/files/attachment.store.ts"
import type { Ctx } from "#platform/http/env.ts"
import { signedInOnly } from "#platform/http/signed-in-only.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { InboxPage, IncomingPage } from "./inbox.page.tsx"
import { findIncoming, listIncoming } from "./incoming.store.ts"
import { findMailbox } from "./mailbox.store.ts"
import { mailboxName } from "./mailbox.ts"

const asked = z.object({
  route: z.literal("none").optional().catch(undefined),
  after: z.coerce.number().int().optional().catch(undefined),
})

/** The mailbox may hold anything that people write to the centre: for administrators of the whole installation only. */
function needAdministrator(c: Ctx): void {
  if (!administrator(c.var.actor)) throw notAllowed()
}

/** `/settings/inbox`: what came in by mail, what nobody could place among it. */
export function inboxPages(app: Pages) {
  app.use("/settings/inbox", signedInOnly)
  app.use("/settings/inbox/*", signedInOnly)
  app.get("/settings/inbox", async (c) => {
    needAdministrator(c)
    const { db, config } = c.var.services
    const { route, after } = asked.parse(c.req.query())
    const list = await listIncoming(db, { withoutRoute: route === "none", after })
    const mailbox = config.IMAP_URL ? { known: await findMailbox(db, mailboxName(config.IMAP_URL)) } : undefined
    return c.html(<InboxPage view={c.var.view} list={list} route={route} mailbox={mailbox} />)
  })
  app.get("/settings/inbox/:id{\\d{1,15}}", async (c) => {
    needAdministrator(c)
    const { db } = c.var.services
    const mail = await findIncoming(db, Number(c.req.param("id")))
    if (!mail) throw notFound()
    const files = await attachmentsOf(db, { kind: "incoming_mail", id: mail.id })
    return c.html(<IncomingPage view={c.var.view} mail={mail} files={files} />)
  })
}
