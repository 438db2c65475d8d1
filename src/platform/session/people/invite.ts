import { z } from "zod"
import { type Role, type Scope, userIdOf } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import { queueMail } from "#platform/delivery/queue-mail.ts"
import { InvalidInput, notFound } from "#platform/refusal.ts"
import { canManagePeople } from "../session.policy.ts"
import { hashToken } from "../token.ts"
import { scopeColumns } from "../user/grant.store.ts"
import { needHoldable, roleInput, scopeInput, scopePayload } from "./scope.ts"

export const invitationLifetime = 7 * 24 * 3_600_000

const given = z.object({
  token: z.string().min(40),
  email: z.email().max(254).toLowerCase().nullable(),
  letter: z.object({ subject: z.string(), text: z.string() }).nullable(),
  /** Between which instants the role then holds; null: from the acceptance, without an end. */
  from: z.date().nullish(),
  until: z.date().nullish(),
})
type Given = z.output<typeof given> & { role: Role; scope: Scope }

/**
 * Makes an invitation inside a command that has asked whether its actor may give this role over this scope.
 * @returns the invitation's id
 */
export async function makeInvitation(
  { tx, actor, now, announce }: CommandContext,
  { role, scope, token, email, letter, from = null, until = null }: Given,
): Promise<string> {
  needHoldable(role, scope)
  if (until && until <= (from ?? now)) throw new InvalidInput({ until: { key: "session.grant.ends_early" } })
  const expires_at = new Date(now.getTime() + invitationLifetime)
  const { id } = await tx
    .insertInto("platform.invitation")
    .values({
      token_hash: hashToken(token),
      role,
      ...scopeColumns(scope),
      email,
      created_at: now,
      created_by: userIdOf(actor),
      expires_at,
      grant_from: from,
      grant_until: until,
      revoked_at: null,
      accepted_at: null,
      accepted_by: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  if (email && letter)
    await queueMail(tx, { to: email, ...letter, purpose: "invitation", secret: true, until: expires_at }, now)
  await announce({
    name: "session.invited",
    subject: { kind: "invitation", id },
    payload: { role, ...scopePayload(scope) },
  })
  return id
}

/**
 * Makes an invitation; its link works for seven days and once. The caller makes the token (`newToken()`), shows the
 * link and, where there is an e-mail, brings the letter with it.
 *
 * @returns the invitation's id
 */
export const invite = command({
  name: "session.invite",
  input: given
    .extend({ role: roleInput, scope: scopeInput })
    .refine((input) => (input.email === null) === (input.letter === null)),
  permit: canManagePeople,
  run: makeInvitation,
})

/** Makes the link of an invitation worth nothing. */
export const revokeInvitation = command({
  name: "session.revoke_invitation",
  input: z.object({ id: z.uuid() }),
  permit: canManagePeople,
  async run({ tx, now, announce }, { id }) {
    const { numUpdatedRows } = await tx
      .updateTable("platform.invitation")
      .set({ revoked_at: now })
      .where("id", "=", id)
      .where("accepted_at", "is", null)
      .where("revoked_at", "is", null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw notFound()
    await announce({ name: "session.invitation_revoked", subject: { kind: "invitation", id } })
  },
})
