import { longDate } from "#platform/office/dates.ts"
import type { Site } from "../site.ts"
import type { MailReply } from "./reply.store.ts"

/** «Приёмная <office@…>» */
export const senderInWords = ({ fromName, fromAddress }: Pick<MailReply, "fromName" | "fromAddress">) =>
  fromName ? `${fromName} <${fromAddress}>` : fromAddress

/** What proves an act: whose letter it was, of which day, and its own number where it has one. */
export const evidenceOf = (
  { say, locale }: Pick<Site, "say" | "locale">,
  reply: Pick<MailReply, "fromName" | "fromAddress" | "onDay">,
  letterNumber = "",
) =>
  say(letterNumber ? "reply.evidence_numbered" : "reply.evidence", {
    sender: senderInWords(reply),
    date: longDate(reply.onDay, locale),
    number: letterNumber,
  })
