import PostalMime, { type Email, type Mailbox } from "postal-mime"
import { htmlLines } from "#platform/documents/html/read-html.ts"
import { cleanLine, cleanText } from "./clean-text.ts"
import { type Bounce, bounceOf, isReport } from "./read-bounce.ts"
import { withoutQuotes } from "./without-quotes.ts"

/** What a message says, as far as it is of use here. */
export type Message = {
  /** With its angle brackets; empty where it has none. */
  messageId: string
  from: { address: string; name: string }
  subject: string
  /** What was written now, and all of it with what it quotes. */
  text: string
  full: string
  /** Lines of the head that say to whom it came, as they stand. */
  to: string
  /** Message-IDs that it answers, the nearest first. */
  answers: string[]
  /** Written by a program: an answering machine, a list, a report. */
  automatic: boolean
  bounce?: Bounce
  files: { name: string; bytes: Uint8Array }[]
}

/** Characters of a text; who wants to read more reads the file that should have been sent instead. */
const longest = 200_000
const addressed = new Set(["to", "cc", "delivered-to", "x-original-to", "envelope-to"])

/**
 * Reads a message as it lies in a mailbox (RFC 5322). For the thread that may be ended: a hostile one can take long.
 * @throws when it is nested too deeply, or its head is too large
 */
export async function readMessage(source: Uint8Array): Promise<Message> {
  const email = await PostalMime.parse(source, { forceRfc822Attachments: true })
  const all = (name: string) => email.headers.filter(({ key }) => key === name).map(({ value }) => value)
  const report = isReport(email)
  const bounce = report ? bounceOf(email) : undefined
  const full = cleanText(textOf(email), longest)
  const from = (email.from?.group?.[0] ?? email.from) as Mailbox | undefined
  return {
    messageId: idsIn(all("message-id")[0])[0] ?? "",
    from: { address: cleanLine(from?.address), name: cleanLine(from?.name) },
    subject: cleanLine(email.subject),
    text: withoutQuotes(full),
    full,
    to: email.headers
      .filter(({ key }) => addressed.has(key))
      .map(({ value }) => value)
      .join("\n"),
    answers: [...idsIn(all("in-reply-to")[0]), ...idsIn(all("references")[0]).reverse()],
    automatic:
      report ||
      all("auto-submitted").some((value) => !/^\s*no\b/i.test(value)) ||
      all("precedence").some((value) => /^\s*(bulk|junk|list)\b/i.test(value)),
    ...(bounce && { bounce }),
    files: email.attachments.map(({ filename, mimeType, content }) => ({
      name: cleanLine(filename ?? mimeType),
      bytes: new Uint8Array(typeof content === "string" ? Buffer.from(content) : content),
    })),
  }
}

function textOf({ text, html }: Email): string {
  if (text?.trim() || !html) return text ?? ""
  return htmlLines(html)
    .map(({ marker, text }) => (marker ? `${marker} ${text}` : text))
    .join("\n")
}

const idsIn = (value = "") => value.match(/<[^<>\s]{1,500}>/g) ?? []
