import { z } from "zod"
import { command } from "#platform/command.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { endSessions } from "../open-session.ts"
import { canDisable, canManagePeople } from "../session.policy.ts"
import { administrators, lockAdministrators } from "../user/grant.store.ts"
import { lastAdministrator } from "./give-grant.ts"

const input = z.object({ id: z.uuid() })

/** Closes an account: its sessions and tokens end at once, nobody signs in to it. */
export const disableUser = command({
  name: "session.disable_user",
  input,
  permit: canManagePeople,
  async run({ tx, actor, now, announce }, { id }) {
    if (!canDisable(actor, id)) throw notAllowed()
    await lockAdministrators(tx)
    const { numUpdatedRows } = await tx
      .updateTable("platform.app_user")
      .set({ disabled_at: now })
      .where("id", "=", id)
      .where("disabled_at", "is", null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw notFound()
    if (!(await administrators(tx, now)).length) throw lastAdministrator()
    await endSessions(tx, id, { allBut: null }, now)
    await tx
      .updateTable("platform.api_token")
      .set({ revoked_at: now })
      .where("user_id", "=", id)
      .where("revoked_at", "is", null)
      .execute()
    await announce({ name: "session.user_disabled", subject: { kind: "user", id } })
  },
})

/** Opens a closed account again; whoever has it signs in anew. */
export const enableUser = command({
  name: "session.enable_user",
  input,
  permit: canManagePeople,
  async run({ tx, announce }, { id }) {
    const { numUpdatedRows } = await tx
      .updateTable("platform.app_user")
      .set({ disabled_at: null })
      .where("id", "=", id)
      .where("disabled_at", "is not", null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw notFound()
    await announce({ name: "session.user_enabled", subject: { kind: "user", id } })
  },
})
