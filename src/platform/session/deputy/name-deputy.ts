import { z } from "zod"
import { administrator, type Scope, signedIn, userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { InvalidInput, notFound, Refusal } from "#platform/refusal.ts"
import { scopePayload } from "../people/scope.ts"
import { canHaveDeputy, canNameDeputy } from "../session.policy.ts"
import { insertGrant } from "../user/grant.store.ts"
import { findAccount } from "../user/user.store.ts"
import { endNow, findGrant, lockGrant } from "./deputy.store.ts"

const wrong = (field: "email" | "from" | "until", key: `session.deputy.${"nobody" | "self" | "early" | "longer"}`) =>
  new InvalidInput({ [field]: { key } })

/**
 * Names somebody who stands in for the holder of a grant between two instants: with the same role over the same scope,
 * never longer than the holder has it. @returns the id of the deputy's grant
 */
export const nameDeputy = command({
  name: "session.name_deputy",
  input: z.object({
    grant: z.coerce.number().int(),
    email: z.email({ error: "invalid.email" }).max(254).trim().toLowerCase(),
    from: z.date().optional(),
    until: z.date({ error: "invalid.required" }),
  }),
  permit: signedIn,
  async run({ tx, actor, now, announce }, { grant, email, until, ...given }) {
    const held = await lockGrant(tx, grant, now)
    if (!canNameDeputy(actor, held.user_id)) throw notFound()
    if (held.deputy_of !== null) throw new Refusal(409, "session.deputy.of_deputy")
    if (!canHaveDeputy(held.role)) throw new Refusal(409, "session.deputy.no_need")
    const account = await findAccount(tx, { email })
    if (!account) throw wrong("email", "session.deputy.nobody")
    if (account.id === held.user_id) throw wrong("email", "session.deputy.self")
    const from = given.from ?? new Date(Math.max(held.from_at.getTime(), now.getTime()))
    if (from < held.from_at) throw wrong("from", "session.deputy.early")
    if (until <= from || until <= now) throw new InvalidInput({ until: { key: "session.grant.ends_early" } })
    if (held.until_at && until > held.until_at) throw wrong("until", "session.deputy.longer")
    const scope: Scope =
      held.scope_kind === "installation" ? { kind: "installation" } : { kind: held.scope_kind, id: held.scope_id! }
    const { role } = held
    const to = { userId: account.id, role, scope, from, until, givenBy: userIdOf(actor), deputyOf: grant }
    const id = await insertGrant(tx, to)
    const payload = { grant: id, role, ...scopePayload(scope), deputyOf: grant }
    await announce({ name: "session.grant_given", subject: { kind: "user", id: account.id }, payload })
    await announce({
      name: "session.deputy_named",
      subject: { kind: "user", id: held.user_id },
      payload: { grant, role, deputy: id },
    })
    return id
  },
})

/** Ends a deputy's time early: the holder, an administrator, or the deputy. */
export const endDeputy = command({
  name: "session.end_deputy",
  input: z.object({ id: z.coerce.number().int() }),
  permit: signedIn,
  async run({ tx, actor, now, announce }, { id }) {
    const grant = await lockGrant(tx, id, now)
    if (grant.deputy_of === null) throw notFound()
    const held = await findGrant(tx, grant.deputy_of)
    const own = userIdOf(actor)
    if (!administrator(actor) && own !== grant.user_id && own !== held?.user_id) throw notFound()
    await endNow(tx, id, now)
    const payload = { grant: id, role: grant.role }
    await announce({ name: "session.grant_ended", subject: { kind: "user", id: grant.user_id }, payload })
  },
})
