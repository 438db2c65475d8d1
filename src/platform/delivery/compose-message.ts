import type { Selectable } from "kysely"
import type { SendMailOptions } from "nodemailer"
import { findAttachment } from "#platform/files/attachment.store.ts"
import { blobPath, hasBlob } from "#platform/files/blob-store.ts"
import type { Services } from "#platform/services.ts"
import { replyAddress } from "./incoming/reply-address.ts"
import type { OutgoingMailTable } from "./tables.ts"

/** The Message-ID of a letter of the outbox, with its angle brackets; `baseUrl` is that of the services. */
export const messageIdOf = (mailId: number, baseUrl: string) => `<mail-${mailId}@${new URL(baseUrl).hostname}>`

/** Which letter of the outbox a Message-ID names, with or without its angle brackets; undefined when it is not ours. */
export function mailIdOf(messageId: string, baseUrl: string): number | undefined {
  const id = Number(/^<?mail-(\d{1,15})@/.exec(messageId)?.[1])
  return id && messageIdOf(id, baseUrl) === `<${messageId.replace(/^<|>$/g, "")}>` ? id : undefined
}

/** A letter of the outbox as it is sent; undefined when a file that goes with it is no longer there. */
export async function composeMessage(
  { db, config, baseUrl, filesDir, secret }: Services,
  mail: Selectable<OutgoingMailTable>,
): Promise<SendMailOptions | undefined> {
  const attachments: SendMailOptions["attachments"] = []
  for (const id of mail.files) {
    const file = await findAttachment(db, id)
    if (!file || !(await hasBlob(filesDir, file.sha256, file.size))) return undefined
    attachments.push({ filename: file.name, contentType: file.mediaType, path: blobPath(filesDir, file.sha256) })
  }
  return {
    from: config.MAIL_FROM,
    to: { name: "", address: mail.to_address },
    subject: mail.subject,
    text: mail.body_text,
    messageId: messageIdOf(mail.id, baseUrl),
    headers: { ...mail.headers, "Auto-Submitted": "auto-generated" },
    attachments,
    ...(config.IMAP_URL && mail.reply_route && { replyTo: replyAddress(config, secret, mail.reply_route) }),
    ...(mail.in_reply_to && { inReplyTo: mail.in_reply_to, references: mail.in_reply_to }),
  }
}
