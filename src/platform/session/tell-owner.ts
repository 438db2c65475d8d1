import { queueMail } from "#platform/delivery/queue-mail.ts"
import type { Reaction } from "#platform/module.ts"
import { findAccount } from "./user/user.store.ts"

const told = [
  "session.password_changed",
  "session.totp_on",
  "session.totp_off",
  "session.recovery_code_used",
  "session.passkey_added",
  "session.passkey_removed",
  "session.outside_linked",
  "session.outside_unlinked",
  "session.token_added",
] as const

/** The owner of an account hears of every change of its locks: the first sign of a theft. */
export const tellOwner: Reaction = {
  name: "session.tell_owner",
  to: [...told],
  async run({ tx, services }, event) {
    const account = await findAccount(tx, { id: event.subjectId })
    const name = told.find((one) => one === event.name)
    if (!account || !name) return
    const t = services.translator.say[services.config.LOCALE_DEFAULT]
    const what = t(`event.${name.replace(".", "_") as "session_totp_on"}`)
    const link = `${services.baseUrl}/settings/security`
    await queueMail(
      tx,
      {
        to: account.email,
        subject: t("session.notice.subject"),
        text: t("session.notice.text", { name: account.name, what, link }),
        purpose: "notice",
      },
      services.clock.now(),
    )
  },
}
