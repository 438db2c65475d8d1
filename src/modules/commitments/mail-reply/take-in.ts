import { system } from "#platform/actor.ts"
import { dayIn } from "#platform/day.ts"
import { findIncoming } from "#platform/delivery/incoming/incoming.store.ts"
import { announce } from "#platform/events.ts"
import { copyAttachments } from "#platform/files/attachment.store.ts"
import type { Reaction } from "#platform/module.ts"
import { recipientById } from "../recipient/recipient.store.ts"
import { requestsOfRecipient } from "../request/request.store.ts"
import { insertReply } from "./reply.store.ts"

/** `answer-7`: the recipient that our letter went to. */
const recipientIn = (route: unknown): number | undefined => {
  const [, id] = /^answer-(\d{1,15})$/.exec(typeof route === "string" ? route : "") ?? []
  return id === undefined ? undefined : Number(id)
}

/** An answer to one of our letters is kept for the coordinator, with copies of its files: mail forgets its own. */
export const takeInReply: Reaction = {
  name: "commitments.take_in_reply",
  to: ["mail.received"],
  async run({ tx, services }, { subjectId, payload, at }) {
    const id = recipientIn(payload.route)
    const recipient = id === undefined ? undefined : await recipientById(tx, id)
    const mail = recipient && (await findIncoming(tx, Number(subjectId)))
    if (!recipient || !mail) return
    const [first] = await requestsOfRecipient(tx, recipient.id)
    // A mailbox whose clock runs ahead does not make an answer of tomorrow.
    const came = new Date(Math.min(mail.received_at.getTime(), at.getTime()))
    const reply = await insertReply(tx, {
      recipient_id: recipient.id,
      territory_id: first?.territoryId ?? null,
      incoming_mail_id: mail.id,
      from_name: mail.from_name,
      from_address: mail.from_address,
      subject: mail.subject,
      body_text: mail.body_text,
      full_text: mail.full_text,
      not_kept: mail.not_kept,
      received_at: mail.received_at,
      on_day: dayIn(services.config.TZ_DEFAULT, came),
    })
    if (reply === undefined) return
    await copyAttachments(tx, { kind: "incoming_mail", id: mail.id }, { kind: "mail_reply", id: reply }, at)
    await announce(
      tx,
      services.listeners,
      { actor: system("mail"), at },
      { name: "reply.received", subject: { kind: "mail_reply", id: reply }, payload: { recipient: recipient.id } },
    )
  },
}
