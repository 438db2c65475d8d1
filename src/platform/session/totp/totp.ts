import { generateSecret, generateURI, verifySync } from "otplib"
import { create } from "qrcode"
import type { Db, Tx } from "#platform/db.ts"
import { keyFor, seal, unseal } from "../sealing.ts"
import "../signing-in.tables.ts"

const period = 30

export const newSecret = (): string => generateSecret()
export const sealSecret = (secret: string, totpSecret: string, userId: string): Buffer =>
  seal(keyFor(secret, "totp"), totpSecret, userId)
export const openSecret = (secret: string, sealed: Buffer, userId: string): string =>
  unseal(keyFor(secret, "totp"), sealed, userId)

/**
 * The time step whose code was typed (RFC 6238; the steps before and after count, too: clocks of telephones err),
 * or null. Steps up to `after` are spent.
 */
export function stepOfCode(totpSecret: string, typed: string, now: Date, after: number): number | null {
  const token = typed.replace(/\s/g, "")
  if (!/^\d{6}$/.test(token)) return null
  const epoch = Math.floor(now.getTime() / 1000)
  const found = verifySync({ secret: totpSecret, token, epoch, epochTolerance: period, afterTimeStep: after })
  return found.valid && "timeStep" in found ? found.timeStep : null
}

/** What an application reads to make codes: as an address, and drawn as one path of an SVG of `size` modules. */
export function enrolment(totpSecret: string, email: string, issuer: string) {
  const uri = generateURI({ issuer, label: email, secret: totpSecret })
  const { modules } = create(uri, { errorCorrectionLevel: "M" })
  let path = ""
  for (let y = 0; y < modules.size; y++)
    for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) path += `M${x} ${y}h1v1h-1z`
  return { uri, path, size: modules.size }
}

export const findTotp = (db: Db | Tx, userId: string) =>
  db.selectFrom("platform.totp").selectAll().where("user_id", "=", userId).executeTakeFirst()

/** Spends a time step. @returns false when it, or a later one, is spent already: a code works once */
export async function spendStep(tx: Tx, userId: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("platform.totp")
    .set({ last_step: step })
    .where("user_id", "=", userId)
    .where("last_step", "<", step)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
