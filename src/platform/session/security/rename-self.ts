import { z } from "zod"
import { command } from "#platform/command.ts"
import { canManageOwn } from "../session.policy.ts"
import { me } from "./own.ts"

/** Changes one's own name. */
export const renameSelf = command({
  name: "session.rename_self",
  input: z.object({ name: z.string().trim().min(1).max(200) }),
  permit: canManageOwn,
  async run({ tx, actor, announce }, { name }) {
    const { userId, name: before } = me({ actor })
    if (name === before) return
    await tx.updateTable("platform.app_user").set({ name }).where("id", "=", userId).execute()
    await announce({
      name: "session.user_renamed",
      subject: { kind: "user", id: userId },
      changes: [{ field: "name", before, after: name, personId: userId }],
    })
  },
})
