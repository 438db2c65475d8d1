import { clientAddress } from "#platform/http/client-address.ts"
import type { Ctx } from "#platform/http/env.ts"
import { linkBucket } from "#platform/session/throttle/buckets.ts"
import { take } from "#platform/session/throttle/throttle.ts"
import { loadLetterhead } from "../letter/letterhead.store.ts"
import { claimedRecipient } from "../recipient/link.ts"
import { type LinkState, linkState } from "../recipient/link-state.ts"
import { type Recipient, recipientById } from "../recipient/recipient.store.ts"
import { ClosedPage } from "./closed.page.tsx"
import { waitingTime } from "./waiting-time.ts"

/** A link that opens: what it says in the address, and whose it is. */
export type Link = { token: string; recipient: Recipient }

/**
 * A page behind a link: whoever comes acts as its holder and nobody else. A link that opens nothing gets a page that says
 * why and whom to ask; those that were never given out are counted by address, so that guessing is hopeless.
 */
export const withLink =
  (draw: (c: Ctx, link: Link) => Response | Promise<Response>) =>
  async (c: Ctx): Promise<Response> => {
    const { db, secret, clock } = c.var.services
    const token = c.req.param("token") ?? ""
    const claimed = claimedRecipient(token)
    const recipient = claimed === null ? undefined : await recipientById(db, claimed)
    const state = linkState(secret, token, recipient, clock.now())
    if (state !== "open" || !recipient) return drawClosed(c, state)
    c.set("actor", { kind: "link", id: recipient.id })
    return draw(c, { token, recipient })
  }

/** The page of a link that opens nothing (any more). */
export async function drawClosed(c: Ctx, state: LinkState): Promise<Response> {
  const { view, services } = c.var
  const { db, clock } = services
  const wait = state === "unknown" ? await take(db, [linkBucket(clientAddress(c))], clock.now()) : null
  const asker = await loadLetterhead(db)
  const status = wait ? 429 : state === "unknown" ? 404 : 410
  const said = wait
    ? view.explain(waitingTime(c, wait))
    : view.t(`answering.closed.${state === "open" ? "unknown" : state}`)
  return c.html(<ClosedPage view={view} asker={asker} said={said} />, status)
}
