import { randomInt } from "node:crypto"
import { signedIn } from "#platform/actor.ts"
import { clientAddress } from "#platform/http/client-address.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import { Refusal, type Saying } from "#platform/refusal.ts"
import { sayingsOf } from "#platform/sayings.ts"
import { commentBuckets } from "#platform/session/throttle/buckets.ts"
import { take } from "#platform/session/throttle/throttle.ts"
import { tooOften } from "#platform/session/throttle/too-often.ts"
import { followedBy } from "../subscription/followed.ts"
import { addComment, commentInput, mayComment } from "./add-comment.ts"
import { loadAudience } from "./comment.store.ts"
import { CommentFormPage, type Typed } from "./comment-form.page.tsx"
import { ageOf, readStamp, type Stamp, writeStamp } from "./form-stamp.ts"

type Again = {
  typed?: Typed
  stamp?: Stamp | undefined
  asked?: boolean
  errors?: Record<string, Saying>
  status?: 422 | 429
}

const freshStamp = (now: Date): Stamp => ({ at: now, a: randomInt(1, 10), b: randomInt(1, 10) })

async function draw(c: Ctx, { typed, stamp, asked, errors, status }: Again = {}) {
  const { view, services, actor } = c.var
  const item = await followedBy(services.db, actor, { kind: "item", id: Number(c.req.param("id")) })
  if (!mayComment(actor, await loadAudience(services.db))) throw new Refusal(403, "comment.refusal.closed")
  const own = stamp ?? freshStamp(services.clock.now())
  return c.html(
    <CommentFormPage
      view={view}
      item={item}
      stamp={writeStamp(services.secret, own)}
      typed={typed ?? { name: signedIn(actor) ? actor.name : "", text: "" }}
      asked={asked ? own : undefined}
      {...(errors && { errors })}
    />,
    status ?? 200,
  )
}

async function send(c: Ctx) {
  const { services, actor } = c.var
  const { db, clock, secret } = services
  const form = await formOf(c)
  const item = Number(c.req.param("id"))
  const typed = { name: textOf(form, "name"), text: textOf(form, "text"), answer: textOf(form, "answer") }
  await followedBy(db, actor, { kind: "item", id: item })
  const parsed = commentInput.safeParse({ item, ...typed })
  const now = clock.now()
  const buckets = commentBuckets(clientAddress(c))
  const stamp = readStamp(secret, textOf(form, "stamp"))
  const again = (errors: Record<string, Saying>, more: Again = {}) =>
    draw(c, { typed, stamp, errors, status: 422, ...more })
  if (!parsed.success) return again(sayingsOf(parsed.error))
  const wait = await take(db, [buckets.all], now)
  if (wait) return again({ "": tooOften(c, wait) }, { status: 429 })
  if (!signedIn(actor)) {
    if (textOf(form, "website")) return again({ "": { key: "comment.invalid.trap" } })
    const age = ageOf(stamp, now)
    if (age !== "right")
      return again({ "": { key: `comment.invalid.${age}` } }, age === "old" ? { stamp: undefined } : {})
    const answered = typed.answer !== "" && Number(typed.answer) === stamp!.a + stamp!.b
    if (!answered && (await take(db, [buckets.unasked], now))) {
      // A new pair of numbers after each wrong answer, at the age of the form that was there.
      const numbers = typed.answer ? { ...freshStamp(now), at: stamp!.at } : stamp
      const key = typed.answer ? "comment.invalid.answer" : "comment.invalid.question"
      return again({ answer: { key } }, { asked: true, stamp: numbers })
    }
  }
  const done = await attempt(act(c, addComment, { item, ...typed }, textOf(form, "key")))
  if ("errors" in done) return again(done.errors)
  return goTo(c, `/items/${item}`, done.value.waits ? "comment.waits" : "comment.published_said")
}

export const commentForm = { draw: (c: Ctx) => draw(c), send }
