import type { OpenParty } from "#modules/registry/public.ts"
import { userIdOf } from "#platform/actor.ts"
import type { CommandContext } from "#platform/command.ts"
import { insertGrant } from "#platform/session/user/grant.store.ts"

/** Gives the right to speak for an organisation or a body to an account. @param givenBy who decided it, null for nobody known */
export async function makeRepresentative(
  { tx, actor, now, announce }: CommandContext,
  userId: string,
  party: Pick<OpenParty, "id" | "nature">,
  givenBy: string | null = userIdOf(actor),
): Promise<void> {
  const scope = { kind: party.nature, id: party.id }
  const role = "representative"
  const grant = await insertGrant(tx, { userId, role, scope, from: now, until: null, givenBy })
  await announce({
    name: "session.grant_given",
    subject: { kind: "user", id: userId },
    payload: { grant, role, scopeKind: scope.kind, scopeId: scope.id },
  })
}
