import { signedIn, visitor } from "#platform/actor.ts"
import { clientAddress } from "#platform/http/client-address.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notFound, Refusal, type Saying } from "#platform/refusal.ts"
import { followBuckets } from "#platform/session/throttle/buckets.ts"
import { take } from "#platform/session/throttle/throttle.ts"
import { tooOften } from "#platform/session/throttle/too-often.ts"
import { normalEmail } from "#platform/session/user/user.store.ts"
import { siteOf } from "../site.ts"
import { ConfirmPage, FollowPage, UnfollowPage } from "./follow.page.tsx"
import { askToFollow, confirmFollow, follow, unfollow } from "./follow.ts"
import { type Followed, readWish, subscriptionOf } from "./follow-link.ts"
import { followedBy } from "./followed.ts"
import { ownSubscription, subscriptionById } from "./subscription.store.ts"

const own = ({ var: { actor, services } }: Ctx, what: Followed) =>
  signedIn(actor) ? ownSubscription(services.db, actor.userId, what) : undefined

type Again = { typed?: string; errors?: Record<string, Saying>; status?: 422 | 429 }

async function draw(c: Ctx, kind: Followed["kind"], { typed, errors, status }: Again = {}) {
  const { view, services, actor } = c.var
  const thing = await followedBy(services.db, actor, { kind, id: Number(c.req.param("id")) })
  // By e-mail one follows only what everybody may read: the page is not there for the rest.
  const follows = (await own(c, thing)) !== undefined
  const page = (
    <FollowPage view={view} thing={thing} follows={follows} {...(typed && { typed })} {...(errors && { errors })} />
  )
  return c.html(page, status ?? 200)
}

async function send(c: Ctx, kind: Followed["kind"]) {
  const { services, actor, view } = c.var
  const id = Number(c.req.param("id"))
  const form = await formOf(c)
  const key = textOf(form, "key")
  const back = `/${kind}s/${id}`
  if (signedIn(actor)) {
    const there = await own(c, { kind, id })
    if (textOf(form, "do") !== "end") {
      await act(c, follow, { kind, id, locale: view.locale }, key)
      return goTo(c, back, "follow.added")
    }
    if (there) await act(c, unfollow, { id: there.id }, key)
    return goTo(c, back, "follow.ended_said")
  }
  const typed = textOf(form, "email")
  await followedBy(services.db, visitor, { kind, id })
  const wait = await take(services.db, followBuckets(normalEmail(typed), clientAddress(c)), services.clock.now())
  if (wait) return draw(c, kind, { typed, errors: { "": tooOften(c, wait) }, status: 429 })
  const input = { kind, id, email: typed, locale: view.locale, site: siteOf(services) }
  const done = await attempt(act(c, askToFollow, input, key))
  if ("errors" in done) return draw(c, kind, { typed, errors: done.errors, status: 422 })
  return goTo(c, back, "follow.asked", { email: typed })
}

async function confirmPage(c: Ctx) {
  const { services, view } = c.var
  const token = c.req.param("token")!
  const wish = readWish(services.secret, token, services.clock.now())
  if (!wish) throw new Refusal(410, "follow.refusal.over")
  return c.html(<ConfirmPage view={view} thing={await followedBy(services.db, visitor, wish)} token={token} />)
}

/** Both by the button of the page and by one click in a mail program, which wants no redirect. */
async function leave(c: Ctx, now: boolean) {
  const { services, view } = c.var
  const token = c.req.param("token")!
  const id = subscriptionOf(services.secret, token)
  if (id === null) throw notFound()
  if (now) await act(c, unfollow, { token, site: siteOf(services) })
  const ended = (await subscriptionById(services.db, id)) === undefined
  return c.html(<UnfollowPage view={view} token={token} ended={ended} />)
}

export function followPages(app: Pages) {
  for (const kind of ["item", "resolution"] as const) {
    app.get(`/${kind}s/:id{[0-9]{1,15}}/follow`, (c) => draw(c, kind))
    app.post(`/${kind}s/:id{[0-9]{1,15}}/follow`, (c) => send(c, kind))
  }
  app.get("/follow/:token", confirmPage)
  app.post("/follow/:token", async (c) => {
    const input = { token: c.req.param("token"), site: siteOf(c.var.services) }
    const { kind, id } = await act(c, confirmFollow, input)
    return goTo(c, `/${kind}s/${id}`, "follow.added")
  })
  app.get("/unfollow/:token", (c) => leave(c, false))
  app.post("/unfollow/:token", (c) => leave(c, true))
}
