import { z } from "zod"
import { administrator } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, field, formOf, goTo } from "#platform/http/reply.ts"
import { signedInOnly } from "#platform/http/signed-in-only.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { MailPage, OutboxPage } from "./outbox.page.tsx"
import { findMail, listMail } from "./outbox.store.ts"
import { resendMail } from "./resend-mail.ts"
import { allStates } from "./tables.ts"

const asked = z.object({
  state: z.enum(allStates).optional().catch(undefined),
  after: z.coerce.number().int().optional().catch(undefined),
})

/** Letters may hold codes and links that open accounts: for administrators of the whole installation only. */
function needAdministrator(c: Ctx): void {
  if (!administrator(c.var.actor)) throw notAllowed()
}

/** `/settings/outbox`: what was sent to whom, and what waits. */
export function outboxPages(app: Pages) {
  app.use("/settings/outbox", signedInOnly)
  app.use("/settings/outbox/*", signedInOnly)
  app.get("/settings/outbox", async (c) => {
    needAdministrator(c)
    const { db, config } = c.var.services
    const by = asked.parse(c.req.query())
    const list = await listMail(db, by)
    return c.html(<OutboxPage view={c.var.view} list={list} state={by.state} hasSmtp={config.SMTP_URL !== undefined} />)
  })
  app.get("/settings/outbox/:id{\\d{1,15}}", async (c) => {
    needAdministrator(c)
    const mail = await findMail(c.var.services.db, Number(c.req.param("id")))
    if (!mail) throw notFound()
    return c.html(<MailPage view={c.var.view} mail={mail} hasSmtp={c.var.services.config.SMTP_URL !== undefined} />)
  })
  app.post("/settings/outbox/:id{\\d{1,15}}/sending", async (c) => {
    const id = c.req.param("id")
    await act(c, resendMail, { id }, field(await formOf(c), "key"))
    return goTo(c, `/settings/outbox/${id}`, "delivery.resent")
  })
}
