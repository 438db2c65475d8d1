import { randomInt } from "node:crypto"
import { z } from "zod"
import { queueMail } from "#platform/delivery/queue-mail.ts"
import { locales } from "#platform/i18n.ts"
import type { Job } from "#platform/module.ts"
import { keyedHash, keyFor } from "../sealing.ts"
import { findAccount } from "../user/user.store.ts"
import "../signing-in.tables.ts"

export const codeJob = "session_code"
const payload = z.object({ step: z.uuid(), locale: z.enum(locales) })

export const codeHash = (secret: string, step: string, code: string) =>
  keyedHash(keyFor(secret, "code"), `${step}:${code}`)

/**
 * Makes the code of a step and writes the letter. It is a job so that the request for a code does the same work, and
 * takes the same time, for an address that has an account and for one that has none.
 */
export const sendCode: Job = {
  name: codeJob,
  async run({ db, clock, secret, translator }, given) {
    const { step: id, locale } = payload.parse(given)
    const t = translator.say[locale]
    await db.transaction().execute(async (tx) => {
      const step = await tx
        .selectFrom("platform.sign_in_step")
        .select(["email", "purpose", "expires_at"])
        .where("id", "=", id)
        .where("code_hash", "is", null)
        .where("used_at", "is", null)
        .forUpdate()
        .executeTakeFirst()
      const account = step?.email ? await findAccount(tx, { email: step.email }) : undefined
      if (!step || !account) return
      const code = String(randomInt(1_000_000)).padStart(6, "0")
      await tx
        .updateTable("platform.sign_in_step")
        .set({ user_id: account.id, code_hash: codeHash(secret, id, code) })
        .where("id", "=", id)
        .execute()
      const letter = {
        to: account.email,
        subject: t(`session.code.${step.purpose}.subject`, { code }),
        text: t(`session.code.${step.purpose}.text`, { code, name: account.name }),
      }
      await queueMail(tx, { ...letter, purpose: "code", secret: true, until: step.expires_at }, clock.now())
    })
  },
}
