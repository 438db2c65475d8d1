import { z } from "zod"
import { command } from "#platform/command.ts"
import { me } from "../security/own.ts"
import { canManageOwn } from "../session.policy.ts"
import { setPassword } from "./set-password.ts"

/**
 * Sets one's own password. The page has compared the present one and judged the new one: argon2 takes its time, and a
 * transaction should not.
 */
export const changePassword = command({
  name: "session.change_password",
  input: z.object({ hash: z.string().startsWith("$argon2id$"), keep: z.uuid().nullable() }),
  permit: canManageOwn,
  async run(ctx, { hash, keep }) {
    await setPassword(ctx, { userId: me(ctx).userId, hash, keep, forgotten: false })
  },
})
