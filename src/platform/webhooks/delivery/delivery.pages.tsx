import type { Ctx } from "#platform/http/env.ts"
import { act, field, formOf, goTo } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notFound } from "#platform/refusal.ts"
import { findDelivery } from "./delivery.store.ts"
import { DeliveryPage } from "./delivery-page.tsx"
import { resendDelivery } from "./resend-delivery.ts"

const one = "/webhooks/:id{[0-9]{1,15}}/deliveries/:delivery{[0-9]{1,15}}"

/** The delivery of the address. */
async function found(c: Ctx) {
  const delivery = await findDelivery(c.var.services.db, Number(c.req.param("delivery")))
  if (delivery?.webhook_id !== Number(c.req.param("id"))) throw notFound()
  return delivery
}

/** `/webhooks/:id/deliveries/:delivery`. Who may come here is said by `webhookPages`. */
export function deliveryPages(app: Pages) {
  app.get(one, async (c) => c.html(<DeliveryPage view={c.var.view} delivery={await found(c)} />))
  app.post(`${one}/sending`, async (c) => {
    const { id, webhook_id } = await found(c)
    await act(c, resendDelivery, { id }, field(await formOf(c), "key"))
    return goTo(c, `/webhooks/${webhook_id}/deliveries/${id}`, "webhooks.resent")
  })
}
