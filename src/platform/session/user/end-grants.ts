import type { Role, Scope } from "#platform/actor.ts"
import type { CommandContext } from "#platform/command.ts"
import "../tables.ts"
import { scopeColumns } from "./grant.store.ts"

/** Ends the grants of one role that a user holds over a scope, at `until` or earlier where they ended earlier anyway. */
export async function endGrantsOver(
  { tx, announce }: CommandContext,
  { userId, role, scope, until }: { userId: string; role: Role; scope: Scope; until: Date },
): Promise<void> {
  const { scope_kind, scope_id } = scopeColumns(scope)
  const ended = await tx
    .updateTable("platform.app_grant")
    .set((eb) => ({ until_at: eb.fn<Date>("greatest", ["from_at", eb.val(until)]) }))
    .where("user_id", "=", userId)
    .where("role", "=", role)
    .where("scope_kind", "=", scope_kind)
    .where("scope_id", "=", scope_id)
    .where((eb) => eb.or([eb("until_at", "is", null), eb("until_at", ">", until)]))
    .returning("id")
    .execute()
  for (const { id } of ended)
    await announce({
      name: "session.grant_ended",
      subject: { kind: "user", id: userId },
      payload: { grant: id, role },
    })
}
