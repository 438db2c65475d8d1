import type { CommandContext } from "#platform/command.ts"
import { endSessions } from "../open-session.ts"
import { storePassword } from "../user/user.store.ts"

/** Sets a password; all sessions of the account but `keep` end, so that a thief is out. */
export async function setPassword(
  { tx, now, announce }: Pick<CommandContext, "tx" | "now" | "announce">,
  who: { userId: string; hash: string; keep: string | null; forgotten: boolean },
): Promise<void> {
  await storePassword(tx, who.userId, who.hash, now)
  await endSessions(tx, who.userId, { allBut: who.keep }, now)
  await announce({
    name: "session.password_changed",
    subject: { kind: "user", id: who.userId },
    payload: { forgotten: who.forgotten },
  })
}
