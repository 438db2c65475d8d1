import { z } from "zod"
import { userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { InvalidInput, notFound, Refusal } from "#platform/refusal.ts"
import { deputiesOf, endNow } from "../deputy/deputy.store.ts"
import { canManagePeople } from "../session.policy.ts"
import { administrators, insertGrant, lockAdministrators } from "../user/grant.store.ts"
import { needHoldable, roleInput, scopeInput, scopePayload } from "./scope.ts"

/** Gives somebody a role over a scope, from one instant until another (null: without an end). @returns its id */
export const giveGrant = command({
  name: "session.give_grant",
  input: z.object({
    userId: z.uuid(),
    role: roleInput,
    scope: scopeInput,
    from: z.date().optional(),
    until: z.date().nullable(),
  }),
  permit: canManagePeople,
  async run({ tx, actor, now, announce }, { userId, role, scope, until, ...given }) {
    needHoldable(role, scope)
    const from = given.from ?? now
    if (until && until <= from) throw new InvalidInput({ until: { key: "session.grant.ends_early" } })
    const user = await tx.selectFrom("platform.app_user").select("id").where("id", "=", userId).executeTakeFirst()
    if (!user) throw notFound()
    const givenBy = userIdOf(actor)
    const grant = await insertGrant(tx, { userId, role, scope, from, until, givenBy })
    const payload = { grant, role, ...scopePayload(scope) }
    await announce({ name: "session.grant_given", subject: { kind: "user", id: userId }, payload })
    return grant
  },
})

/** There is always somebody who can let others in. */
export const lastAdministrator = () => new Refusal(409, "session.grant.last_administrator")

/** Ends a role now, and those of its deputies; one that has not begun never does. */
export const endGrant = command({
  name: "session.end_grant",
  input: z.object({ id: z.coerce.number().int() }),
  permit: canManagePeople,
  async run({ tx, now, announce }, { id }) {
    await lockAdministrators(tx)
    const row = await tx
      .updateTable("platform.app_grant")
      .set((eb) => ({ until_at: eb.fn<Date>("greatest", ["from_at", eb.val(now)]) }))
      .where("id", "=", id)
      .where((eb) => eb.or([eb("until_at", "is", null), eb("until_at", ">", now)]))
      .returning(["user_id", "role"])
      .executeTakeFirst()
    if (!row) throw notFound()
    if (!(await administrators(tx, now)).length) throw lastAdministrator()
    const deputies = await deputiesOf(tx, [id], now)
    for (const deputy of deputies) await endNow(tx, deputy.id, now)
    for (const ended of [{ id, ...row }, ...deputies]) {
      const payload = { grant: ended.id, role: ended.role }
      await announce({ name: "session.grant_ended", subject: { kind: "user", id: ended.user_id }, payload })
    }
  },
})
