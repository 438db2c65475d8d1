import { z } from "zod"
import { holds, type Role, system } from "#platform/actor.ts"
import type { CommandContext } from "#platform/command.ts"
import { perform, within } from "#platform/command.ts"
import type { Tx } from "#platform/db.ts"
import { announce } from "#platform/events.ts"
import type { Services } from "#platform/services.ts"
import { createApiToken } from "./api-token/api-token.ts"
import { actorOfEmail } from "./load-actor.ts"
import { hashPassword } from "./password/hash-password.ts"
import { judgePassword } from "./password/judge-password.ts"
import { setPassword } from "./password/set-password.ts"
import { giveGrant } from "./people/give-grant.ts"
import { newToken } from "./token.ts"
import { insertUser, normalEmail, storePassword } from "./user/user.store.ts"

/** What was asked on the command line cannot be done; the message is for the person there. */
export class CliRefusal extends Error {
  readonly say = true
}

const operator = system("command line")
const email = z.email()

async function findOrMake(
  ctx: CommandContext,
  given: { email: string; name: string },
): Promise<{ id: string; made: boolean }> {
  const id = await insertUser(ctx.tx, { ...given, now: ctx.now })
  if (id) {
    await ctx.announce({ name: "session.user_added", subject: { kind: "user", id }, payload: { by: "command_line" } })
    return { id, made: true }
  }
  const found = await ctx.tx
    .selectFrom("platform.app_user")
    .select("id")
    .where("email", "=", normalEmail(given.email))
    .executeTakeFirstOrThrow()
  return { id: found.id, made: false }
}

/**
 * Makes an account, or finds the one with this e-mail, and gives it a role over the installation unless it has it.
 * With a password it is set; without one the person signs in by a code from a letter.
 *
 * @throws CliRefusal when the e-mail or the password will not do
 */
export async function addUser(
  services: Services,
  given: { email: string; role: Role; name?: string | undefined; password?: string | undefined },
): Promise<{ userId: string; made: boolean }> {
  if (!email.safeParse(given.email).success) throw new CliRefusal(`“${given.email}” is not an e-mail address.`)
  const name = given.name ?? given.email.split("@")[0]!
  const fault = given.password === undefined ? null : judgePassword(given.password, [name, given.email]).fault
  if (fault) throw new CliRefusal(services.translator.explain("en", fault))
  const hash = given.password === undefined ? null : await hashPassword(given.password)
  const now = services.clock.now()
  const had = await actorOfEmail(services.db, given.email, now)
  return services.db.transaction().execute(async (tx: Tx) => {
    const who = { actor: operator, at: now }
    const ctx: CommandContext = { tx, actor: operator, now, announce: (e) => announce(tx, services.listeners, who, e) }
    const { id: userId, made } = await findOrMake(ctx, { email: given.email, name })
    if (hash && made) await storePassword(tx, userId, hash, now)
    else if (hash) await setPassword(ctx, { userId, hash, keep: null, forgotten: false })
    if (!had || !holds(had, [given.role])) {
      const grant = { userId, role: given.role, scope: { kind: "installation" }, until: null } as const
      await within(giveGrant, { ...services, actor: operator }, tx, grant)
    }
    return { userId, made }
  })
}

/**
 * Makes a token of the API for a user.
 * @returns the token; it is stored nowhere in the clear
 * @throws CliRefusal when there is no such user
 */
export async function addToken(services: Services, given: { email: string; name: string }): Promise<string> {
  const actor = await actorOfEmail(services.db, given.email, services.clock.now())
  if (!actor) throw new CliRefusal(`There is no user with the e-mail “${given.email}”.`)
  const token = newToken()
  await perform(createApiToken, { ...services, actor }, { name: given.name, token })
  return token
}
