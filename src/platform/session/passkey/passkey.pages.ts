import { bodyLimit } from "hono/body-limit"
import { z } from "zod"
import { clientAddress } from "#platform/http/client-address.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, field, formOf, goTo, say } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { Refusal } from "#platform/refusal.ts"
import { localPath } from "../sign-in/proceed.ts"
import { addressBucket } from "../throttle/buckets.ts"
import { giveBack, take } from "../throttle/throttle.ts"
import { tooOften } from "../throttle/too-often.ts"
import { byPasskey, usingOptions } from "./by-passkey.ts"
import { finishMaking, makingOptions } from "./make-passkey.ts"
import { removePasskey } from "./passkey.ts"

const body = z.object({ answer: z.unknown(), next: z.string().optional() })
const small = bodyLimit({ maxSize: 65_536 })

const read = async (c: Ctx) => body.parse(await c.req.json().catch(() => ({})))

/** Answers the script: where to go, or a sentence. */
async function answer(c: Ctx, deed: () => Promise<object>) {
  try {
    return c.json(await deed())
  } catch (err) {
    if (err instanceof Refusal) return c.json({ said: c.var.view.explain(err.saying) }, err.status)
    throw err
  }
}

/** An answer needs a question, so counting the questions of an address is enough. */
async function bounded(c: Ctx): Promise<void> {
  const { db, clock } = c.var.services
  const wait = await take(db, [addressBucket(clientAddress(c))], clock.now())
  if (!wait) return
  const said = tooOften(c, wait)
  throw new Refusal(429, said.key, said.params)
}

/** Passkeys: made in the settings, used at the door. All but the removal is for the script. */
export function passkeyPages(app: Pages) {
  app.post("/sign-in/passkey/options", (c) =>
    answer(c, async () => {
      await bounded(c)
      return usingOptions(c)
    }),
  )
  app.post("/sign-in/passkey", small, (c) =>
    answer(c, async () => {
      const given = await read(c)
      const to = await byPasskey(c, given.answer, localPath(given.next))
      await giveBack(c.var.services.db, null, [addressBucket(clientAddress(c))])
      return { to: c.var.view.href(to) }
    }),
  )
  app.post("/settings/security/passkeys/options", (c) => answer(c, () => makingOptions(c)))
  app.post("/settings/security/passkeys", small, (c) =>
    answer(c, async () => {
      await finishMaking(c, (await read(c)).answer)
      say(c, "session.passkey.added")
      return { to: c.var.view.href("/settings/security") }
    }),
  )
  app.post("/settings/security/passkeys/removal", async (c) => {
    const form = await formOf(c)
    await act(c, removePasskey, { id: field(form, "id") }, field(form, "key"))
    return goTo(c, "/settings/security", "session.passkey.removed")
  })
}
