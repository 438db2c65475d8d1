import { z } from "zod"
import { command } from "#platform/command.ts"
import { InvalidInput, Refusal } from "#platform/refusal.ts"
import { me } from "../security/own.ts"
import { canManageOwn } from "../session.policy.ts"
import { hashRecoveryCodes, storeRecoveryCodes } from "./recovery-codes.ts"
import { spendSecond } from "./spend-second.ts"
import { findTotp, openSecret, sealSecret, stepOfCode } from "./totp.ts"

/** `secret` is the installation's: nothing is ambient, so the caller hands it over. */
const secret = z.string().min(32)
const typed = z.string().trim().min(1)
const codes = z.array(z.string()).length(10)
const wrong = () => new InvalidInput({ code: { key: "session.totp.wrong" } })

/** Puts an application's secret down, sealed; it counts once a code has confirmed it. */
export const beginTotp = command({
  name: "session.begin_totp",
  input: z.object({ secret, totpSecret: z.string().min(16) }),
  permit: canManageOwn,
  async run(ctx, input) {
    const { userId } = me(ctx)
    const sealed_secret = sealSecret(input.secret, input.totpSecret, userId)
    const fresh = { sealed_secret, created_at: ctx.now, confirmed_at: null }
    const { numInsertedOrUpdatedRows } = await ctx.tx
      .insertInto("platform.totp")
      .values({ user_id: userId, ...fresh })
      .onConflict((c) => c.column("user_id").doUpdateSet(fresh).where("platform.totp.confirmed_at", "is", null))
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows === 0n) throw new Refusal(409, "session.totp.on_already")
  },
})

/** Turns the second step on: the first code shows that the application works; recovery codes are stored with it. */
export const turnTotpOn = command({
  name: "session.turn_totp_on",
  input: z.object({ secret, code: typed, codes }),
  permit: canManageOwn,
  async run(ctx, input) {
    const { userId } = me(ctx)
    const totp = await findTotp(ctx.tx, userId)
    if (!totp || totp.confirmed_at) throw new Refusal(409, "session.totp.on_already")
    const step = stepOfCode(openSecret(input.secret, totp.sealed_secret, userId), input.code, ctx.now, 0)
    if (step === null) throw wrong()
    await ctx.tx
      .updateTable("platform.totp")
      .set({ confirmed_at: ctx.now, last_step: step })
      .where("user_id", "=", userId)
      .execute()
    await storeRecoveryCodes(ctx.tx, userId, hashRecoveryCodes(input.secret, userId, input.codes))
    await ctx.announce({ name: "session.totp_on", subject: { kind: "user", id: userId } })
  },
})

/** Turns it off; asks for a code, so that an open computer is not enough. */
export const turnTotpOff = command({
  name: "session.turn_totp_off",
  input: z.object({ secret, code: typed }),
  permit: canManageOwn,
  async run(ctx, input) {
    const { userId } = me(ctx)
    if (!(await spendSecond(ctx, input.secret, userId, input.code))) throw wrong()
    await ctx.tx.deleteFrom("platform.recovery_code").where("user_id", "=", userId).execute()
    await ctx.tx.deleteFrom("platform.totp").where("user_id", "=", userId).execute()
    await ctx.announce({ name: "session.totp_off", subject: { kind: "user", id: userId } })
  },
})

/** New recovery codes in place of the old ones. */
export const renewRecoveryCodes = command({
  name: "session.renew_recovery_codes",
  input: z.object({ secret, code: typed, codes }),
  permit: canManageOwn,
  async run(ctx, input) {
    const { userId } = me(ctx)
    if (!(await spendSecond(ctx, input.secret, userId, input.code))) throw wrong()
    await storeRecoveryCodes(ctx.tx, userId, hashRecoveryCodes(input.secret, userId, input.codes))
    await ctx.announce({ name: "session.recovery_codes_renewed", subject: { kind: "user", id: userId } })
  },
})
