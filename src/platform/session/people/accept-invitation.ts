import type { Tx } from "#platform/db.ts"
import { InvalidInput, Refusal } from "#platform/refusal.ts"
import type { Services } from "#platform/services.ts"
import { asSelf } from "../as-self.ts"
import { insertIdentity } from "../outside/identity.store.ts"
import { administrators, insertGrant, lockAdministrators } from "../user/grant.store.ts"
import { insertUser, storePassword } from "../user/user.store.ts"
import { findInvitation, type Invitation, markAccepted } from "./invitation.store.ts"

export const linkIsOver = () => new Refusal(410, "session.welcome.over")

/** The invitation of a link, held for this transaction. The first administrator's link ends when there is one. */
async function hold(tx: Tx, token: string, now: Date): Promise<Invitation> {
  const invitation = await findInvitation(tx, token, now)
  if (!invitation) throw linkIsOver()
  if (invitation.isFirst) {
    await lockAdministrators(tx)
    if ((await administrators(tx, now)).length) throw linkIsOver()
  }
  return invitation
}

/** A new account and what will open it. */
type NewPerson = { name: string; email: string } & (
  | { passwordHash: string }
  | { identity: { issuer: string; subject: string; name: string } }
)

/**
 * Accepts an invitation for a new account or for the one that is signed in.
 * @returns the account
 * @throws Refusal 410 when the link is over; InvalidInput when the e-mail belongs to an account already
 */
export async function acceptInvitation(
  services: Pick<Services, "clock" | "listeners">,
  tx: Tx,
  token: string,
  who: NewPerson | { userId: string },
): Promise<{ userId: string; email: string }> {
  const now = services.clock.now()
  const invitation = await hold(tx, token, now)
  const email = "email" in who ? (invitation.email ?? who.email) : ""
  const userId = "userId" in who ? who.userId : await insertUser(tx, { email, name: who.name, now })
  if (!userId) throw new InvalidInput({ email: { key: "session.welcome.email_taken" } })
  const { announce } = asSelf(services, tx, userId)
  const subject = { kind: "user", id: userId }
  if ("email" in who) await announce({ name: "session.user_added", subject, payload: { by: "link" } })
  if ("passwordHash" in who) await storePassword(tx, userId, who.passwordHash, now)
  if ("identity" in who) {
    if (!(await insertIdentity(tx, { userId, ...who.identity }, now))) throw new Refusal(409, "session.outside.taken")
    await announce({ name: "session.outside_linked", subject })
  }
  const { role, scope, until } = invitation
  const from = invitation.from && invitation.from > now ? invitation.from : now
  const grant = await insertGrant(tx, { userId, role, scope, from, until, givenBy: null })
  await markAccepted(tx, invitation.id, userId, now)
  await announce({
    name: "session.invitation_accepted",
    subject,
    payload: { invitation: invitation.id },
  })
  await announce({
    name: "session.grant_given",
    subject,
    payload: { grant, role, scopeKind: scope.kind, scopeId: scope.kind === "installation" ? null : scope.id },
  })
  return { userId, email }
}
