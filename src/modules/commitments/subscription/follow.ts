import { z } from "zod"
import { signedIn, userIdOf, visitor } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { queueMail } from "#platform/delivery/queue-mail.ts"
import { locales } from "#platform/i18n.ts"
import { notAllowed, notFound, Refusal } from "#platform/refusal.ts"
import { normalEmail } from "#platform/session/user/user.store.ts"
import { site } from "../site.ts"
import { type Followed, readWish, subscriptionOf, wishToken } from "./follow-link.ts"
import { followedBy } from "./followed.ts"
import { deleteSubscription, insertSubscription, subscriptionById } from "./subscription.store.ts"

const what = { kind: z.enum(["item", "resolution"]), id: z.coerce.number().int() }
const locale = z.enum(locales)
const email = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email({ error: "invalid.email" }))
  .transform(normalEmail)

/** A letter to confirm is worth so long. */
const confirmMs = 3 * 86_400_000

/**
 * Sends a letter to an address that wants to be told of changes. Nothing is kept until the link in it is used, and
 * nobody learns whether the address follows already. Whoever calls it counts tries (`followBuckets`).
 */
export const askToFollow = command({
  name: "subscription.ask",
  input: z.object({ ...what, email, locale, site: site }),
  permit: () => true,
  async run({ tx, now }, { kind, id, email: to, locale: language, site: { secret, baseUrl, say } }) {
    const thing = await followedBy(tx, visitor, { kind, id })
    const until = new Date(now.getTime() + confirmMs)
    const token = wishToken(secret, { kind, id, email: to, locale: language, until: until.getTime() })
    const url = `${baseUrl}${language === "en" ? "/en" : ""}/follow/${token}`
    const title = thing.resolution.title.replace(/\s+/g, " ")
    const text = [
      say("follow.mail.what.text", { kind, number: thing.number, title }),
      thing.text.slice(0, 300),
      say("follow.mail.confirm", { url }),
      say("follow.mail.otherwise.text"),
    ]
    await queueMail(
      tx,
      {
        to,
        subject: say("follow.mail.subject", { title: title.slice(0, 100) }),
        text: text.filter(Boolean).join("\n\n"),
        purpose: "follow",
        secret: true,
        until,
      },
      now,
    )
    return {}
  },
})

const added = (id: number, { kind, id: about }: Followed) => ({
  name: "subscription.added",
  subject: { kind: "subscription", id },
  payload: { of: kind, about },
})

/** Begins the subscription that a letter's link asks for; a link that is used twice does no more. */
export const confirmFollow = command({
  name: "subscription.confirm",
  input: z.object({ token: z.string().max(1000), site }),
  permit: () => true,
  async run({ tx, now, announce }, { token, site: { secret } }) {
    const wish = readWish(secret, token, now)
    if (!wish) throw new Refusal(410, "follow.refusal.over")
    await followedBy(tx, visitor, wish)
    const id = await insertSubscription(tx, { what: wish, who: { email: wish.email }, locale: wish.locale, now })
    if (id !== undefined) await announce(added(id, wish))
    return { kind: wish.kind, id: wish.id }
  },
})

/** Follows something as a user: letters go to the account's address. */
export const follow = command({
  name: "subscription.add",
  input: z.object({ ...what, locale }),
  permit: signedIn,
  async run({ tx, actor, now, announce }, { kind, id, locale: language }) {
    const userId = userIdOf(actor)
    if (userId === null) throw notAllowed()
    await followedBy(tx, actor, { kind, id })
    const made = await insertSubscription(tx, { what: { kind, id }, who: { userId }, locale: language, now })
    if (made !== undefined) await announce(added(made, { kind, id }))
    return { kind, id }
  },
})

/** Ends a subscription: one's own by its number, any by the token of its letters. Its address is forgotten. */
export const unfollow = command({
  name: "subscription.end",
  input: z.union([z.object({ token: z.string().max(100), site }), z.object({ id: z.coerce.number().int() })]),
  permit: () => true,
  async run({ tx, actor, announce }, input) {
    const id = "token" in input ? subscriptionOf(input.site.secret, input.token) : input.id
    const there = id === null ? undefined : await subscriptionById(tx, id)
    const userId = userIdOf(actor)
    const allowed = "token" in input || (userId !== null && there?.userId === userId)
    if (id === null || !allowed) throw notFound()
    const ended = await deleteSubscription(tx, id)
    if (ended) await announce({ name: "subscription.ended", subject: { kind: "subscription", id } })
    return { ended: ended !== undefined }
  },
})
