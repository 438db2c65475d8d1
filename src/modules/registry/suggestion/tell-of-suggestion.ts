import { queueMails } from "#platform/delivery/queue-mail.ts"
import type { Reaction } from "#platform/module.ts"
import { accountsHolding } from "#platform/session/user/holders.store.ts"
import { findAccount } from "#platform/session/user/user.store.ts"
import { partyScopes } from "../party/party-scopes.ts"
import { forgetEmail, suggestionById } from "./suggestion.store.ts"

/** So many coordinators get a letter: those nearest to the card. */
const mostLetters = 20

/** Coordinators of the place hear of what was sent, and whoever sent it hears what was said to it. */
export const suggestionReactions: Reaction[] = [
  {
    name: "registry.tell-coordinators",
    to: ["suggestion.made"],
    async run({ tx, services }, event) {
      const suggestion = await suggestionById(tx, Number(event.subjectId))
      // Somebody who sends the form again while the first one waits has been told of already.
      if (suggestion?.state !== "waiting" || event.payload.again) return
      const { partyId, party, nature, territoryId, changes } = suggestion
      const scopes = await partyScopes(tx, { id: partyId, nature, territoryId })
      const now = services.clock.now()
      const to = await accountsHolding(tx, { roles: ["coordinator"], scopes, now, limit: mostLetters })
      const t = services.translator.say[services.config.LOCALE_DEFAULT]
      const link = `${services.baseUrl}/suggestions/${suggestion.id}`
      const mails = to.map(({ email, name }) => ({
        to: email,
        subject: t("suggestion.letter.subject", { party }),
        text: t(changes.length ? "suggestion.letter.text" : "suggestion.letter.mistake.text", { name, party, link }),
        purpose: "notice",
      }))
      if (mails.length) await queueMails(tx, mails, now)
    },
  },
  {
    name: "registry.tell-author",
    to: ["suggestion.decided"],
    async run({ tx, services }, event) {
      const suggestion = await suggestionById(tx, Number(event.subjectId))
      const account = suggestion?.userId && (await findAccount(tx, { id: suggestion.userId }))
      if (!suggestion) return
      const { party, state, remark, email } = suggestion
      const t = services.translator.say[services.config.LOCALE_DEFAULT]
      if (email) {
        const text = t("suggestion.answer.visitor.text", { party, state, remark: remark || "—" })
        const mail = { to: email, subject: t("suggestion.answer.subject", { party }), text, purpose: "notice" }
        await queueMails(tx, [mail], services.clock.now())
        await forgetEmail(tx, suggestion.id)
      }
      if (!account) return
      const link = `${services.baseUrl}/suggestions/${suggestion.id}`
      const given = { name: account.name, party, state, remark: remark || "—", link }
      const subject = t("suggestion.answer.subject", { party })
      const text = t("suggestion.answer.text", given)
      await queueMails(tx, [{ to: account.email, subject, text, purpose: "notice" }], services.clock.now())
    },
  },
]
