import { itemLines, numberOf } from "#modules/deliberation/public.ts"
import type { Mail } from "#platform/delivery/queue-mail.ts"
import { queueMail } from "#platform/delivery/queue-mail.ts"
import type { Reaction } from "#platform/module.ts"
import { longDate } from "#platform/office/dates.ts"
import { loadLetterhead } from "../letter/letterhead.store.ts"
import { answerAddress } from "../recipient/mail-request.ts"
import { type Recipient, recipientById } from "../recipient/recipient.store.ts"
import { type Site, siteOf } from "../site.ts"
import { type Act, actsOf, type Request, requestById } from "./request.store.ts"
import type { DecisionKind } from "./request.ts"

type About = {
  request: Request
  recipient: Recipient
  act: Act
  item: { label: string; path: string; text: string }
  contact: string
  at: Date
}

/** The letter that tells an addressee what was decided about its request, with the link again while it opens. */
export function decisionMail(site: Site, { request, recipient, act, item, contact, at }: About): Mail {
  const { say, locale } = site
  const kind = act.kind as DecisionKind
  const number = numberOf(item).replace(/\.$/, "")
  const term = act.termOn ? longDate(act.termOn, locale) : act.term
  const text = [
    say("asking.mail.salutation"),
    say(`request.mail.${kind}.text`, { number }),
    act.text && `«${act.text}»`,
    term && say("request.mail.term.text", { term }),
    act.wording && say("request.mail.wording.text", { text: act.wording }),
    `${number}. ${request.wording || item.text}`,
    recipient.revokedAt === null &&
      recipient.expiresAt > at &&
      say("request.mail.link.text", { url: answerAddress(site, recipient).url }),
    contact && say("asking.mail.contact", { contact }),
  ]
  return {
    to: recipient.email,
    subject: say(`request.mail.${kind}.subject`, { number }),
    text: text.filter(Boolean).join("\n\n"),
    purpose: "decision",
    secret: true,
    replyRoute: `answer-${recipient.id}`,
  }
}

/** Whoever was asked learns of every word of the centre; those without e-mail get a letter on paper by hand. */
export const tellAddressee: Reaction = {
  name: "commitments.tell_addressee",
  to: ["request.decided"],
  async run({ tx, services }, { subjectId, payload, at }) {
    const request = await requestById(tx, Number(subjectId))
    const recipient = request && (await recipientById(tx, request.recipientId))
    if (!request || !recipient?.email) return
    const act = (await actsOf(tx, [request.id])).find((one) => one.id === payload.act)
    const item = (await itemLines(tx, [request.itemId])).get(request.itemId)
    if (!act || !item) return
    const { executor, phone } = await loadLetterhead(tx, request.territoryId)
    const contact = [executor, phone].filter(Boolean).join(", ")
    await queueMail(tx, decisionMail(siteOf(services), { request, recipient, act, item, contact, at }), at)
  },
}
