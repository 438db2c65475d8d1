import { signedIn } from "#platform/actor.ts"
import { clientAddress } from "#platform/http/client-address.ts"
import type { Ctx } from "#platform/http/env.ts"
import { type Guard, judgeForm, newGuard, sameGuard } from "#platform/http/guard-form.tsx"
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

type Again = { typed?: Typed; guard?: Guard; errors?: Record<string, Saying>; status?: 422 | 429 }

async function draw(c: Ctx, { typed, guard, errors, status }: Again = {}) {
  const { view, services, actor } = c.var
  const item = await followedBy(services.db, actor, { kind: "item", id: Number(c.req.param("id")) })
  if (!mayComment(actor, await loadAudience(services.db))) throw new Refusal(403, "comment.refusal.closed")
  return c.html(
    <CommentFormPage
      view={view}
      item={item}
      guard={guard ?? newGuard(services)}
      typed={typed ?? { name: signedIn(actor) ? actor.name : "", text: "" }}
      {...(errors && { errors })}
    />,
    status ?? 200,
  )
}

async function send(c: Ctx) {
  const { services, actor } = c.var
  const { db, clock } = services
  const form = await formOf(c)
  const item = Number(c.req.param("id"))
  const typed = { name: textOf(form, "name"), text: textOf(form, "text"), answer: textOf(form, "answer") }
  await followedBy(db, actor, { kind: "item", id: item })
  const parsed = commentInput.safeParse({ item, ...typed })
  const buckets = commentBuckets(clientAddress(c))
  const again = (errors: Record<string, Saying>, more: Again = {}) =>
    draw(c, { typed, guard: sameGuard(services, form), errors, status: 422, ...more })
  if (!parsed.success) return again(sayingsOf(parsed.error))
  const wait = await take(db, [buckets.all], clock.now())
  if (wait) return again({ "": tooOften(c, wait) }, { status: 429 })
  const judged = signedIn(actor) ? null : await judgeForm(c, form, buckets.unasked)
  if (judged) return again(judged.errors, { guard: judged.guard })
  const done = await attempt(act(c, addComment, { item, ...typed }, textOf(form, "key")))
  if ("errors" in done) return again(done.errors)
  return goTo(c, `/items/${item}`, done.value.waits ? "comment.waits" : "comment.published_said")
}

export const commentForm = { draw: (c: Ctx) => draw(c), send }
