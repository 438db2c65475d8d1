import { clientAddress } from "#platform/http/client-address.ts"
import type { Ctx } from "#platform/http/env.ts"
import { notFound, Refusal } from "#platform/refusal.ts"
import { linkBucket } from "#platform/session/throttle/buckets.ts"
import { take } from "#platform/session/throttle/throttle.ts"
import { tooOften } from "#platform/session/throttle/too-often.ts"
import { type OpenedLetter, openLetter } from "./open-letter.ts"

export type Opened = OpenedLetter & { token: string; base: string }

/**
 * A page behind the link of a letter: whoever comes acts as its holder and nobody else. Links that were never given out
 * are counted, so that guessing is hopeless.
 */
export const withLetter =
  (draw: (c: Ctx, opened: Opened) => Response | Promise<Response>) =>
  async (c: Ctx): Promise<Response> => {
    const { db, clock, secret } = c.var.services
    const token = c.req.param("token") ?? ""
    const found = await openLetter(db, secret, token, clock.now())
    if (found === "unknown") {
      const { name, limit } = linkBucket(clientAddress(c))
      const wait = await take(db, [{ name: `card-${name}`, limit }], clock.now())
      if (!wait) throw notFound()
      const { key, params } = tooOften(c, wait)
      throw new Refusal(429, key, params)
    }
    if (typeof found === "string") throw new Refusal(410, `confirmation.closed.${found}`)
    c.set("actor", { kind: "link", id: found.party.id })
    return draw(c, { ...found, token, base: `/card/${token}` })
  }
