import type { CommandContext } from "#platform/command.ts"
import { takeRecoveryCode } from "./recovery-codes.ts"
import { findTotp, openSecret, spendStep, stepOfCode } from "./totp.ts"

/**
 * Spends a code of the application, or a recovery code.
 * @param secret the installation's; @returns false when what was typed is neither
 */
export async function spendSecond(
  { tx, now, announce }: Pick<CommandContext, "tx" | "now" | "announce">,
  secret: string,
  userId: string,
  typed: string,
): Promise<boolean> {
  const totp = await findTotp(tx, userId)
  if (!totp) return false
  const step = stepOfCode(openSecret(secret, totp.sealed_secret, userId), typed, now, totp.last_step)
  if (step !== null) return spendStep(tx, userId, step)
  const left = await takeRecoveryCode(tx, secret, userId, typed, now)
  if (left === null) return false
  await announce({ name: "session.recovery_code_used", subject: { kind: "user", id: userId }, payload: { left } })
  return true
}
