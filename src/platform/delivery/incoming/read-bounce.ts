import type { Email } from "postal-mime"

/** A report that a letter could not be delivered (RFC 3464). */
export type Bounce = {
  /** Message-ID of the letter, with its angle brackets. */
  messageId: string
  /** To whom it did not go, in small letters. */
  recipients: string[]
  /** In the words of the mail server that refused it. */
  reason: string
}

/** Whether a message is a report of a machine: of delivery, of reading, of a complaint. */
export const isReport = (email: Email) =>
  /^multipart\/report/i.test(email.headers.find(({ key }) => key === "content-type")?.value ?? "")

/** What a report says about a letter that has failed for good; undefined for delays and every other report. */
export function bounceOf(email: Email): Bounce | undefined {
  const partsOf = (type: RegExp) =>
    email.attachments.filter(({ mimeType }) => type.test(mimeType)).map(({ content }) => textOf(content))
  const failed = partsOf(/^message\/(global-)?delivery-status$/)
    .flatMap((status) => status.split(/\n\s*\n/).map(fieldsOf))
    .filter((fields) => fields.get("action")?.toLowerCase() === "failed")
  const original = partsOf(/^(message\/(rfc822|global)|text\/rfc822-headers|message\/global-headers)$/)
    .map((text) => fieldsOf(text.split(/\n\s*\n/, 1)[0]!).get("message-id"))
    .find((id) => id !== undefined)
  if (!original || !failed.length) return undefined
  const value = (text: string | undefined) => text?.replace(/^[^;]*;\s*/, "")
  return {
    messageId: original,
    recipients: failed
      .flatMap((fields) => [value(fields.get("original-recipient")), value(fields.get("final-recipient"))])
      .flatMap((address) => (address ? [address.toLowerCase()] : [])),
    reason: value(failed[0]!.get("diagnostic-code")) ?? failed[0]!.get("status") ?? "failed",
  }
}

const textOf = (content: ArrayBuffer | Uint8Array | string) =>
  (typeof content === "string" ? content : Buffer.from(content as ArrayBuffer).toString("utf8")).replaceAll(
    "\r\n",
    "\n",
  )

/** Fields of a head, by small name; folded lines are joined. */
const fieldsOf = (text: string) =>
  new Map(
    [...text.replace(/\n[ \t]+/g, " ").matchAll(/^([\w-]+):[ \t]*(.*)$/gm)].map(([, name = "", value = ""]) => [
      name.toLowerCase(),
      value.trim(),
    ]),
  )
