import { Readable } from "node:stream"
import { createTransport, type SendMailOptions } from "nodemailer"

/**
 * How one attempt ended: `sent`, the server has it; `refused` for good, an answer of 5xx (RFC 5321, 4.2.1); `not_now`,
 * it certainly does not have it; `unsure`, all of the letter went out and no answer came back.
 */
export type Attempt = { ended: "sent" } | { ended: "refused" | "not_now" | "unsure"; error: Error }

/** Sends one message over SMTP, once. */
export async function attempt(url: string, message: SendMailOptions): Promise<Attempt> {
  const transport = createTransport(url, {
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    // A server may look into a letter for long before it says yes (RFC 5321, 4.5.3.2).
    socketTimeout: 300_000,
  } as never)
  let handedOver = false
  transport.use("stream", (mail, done) => {
    // Nobody reads from here before the server asked for the letter, and its last line, a lone dot, follows the end.
    mail.message.processFunc((letter) =>
      Readable.from(
        (async function* () {
          yield* letter
          handedOver = true
        })(),
        { objectMode: false },
      ),
    )
    done()
  })
  try {
    await transport.sendMail(message)
    return { ended: "sent" }
  } catch (err) {
    const error = err as Error & { responseCode?: number }
    if (error.responseCode === undefined) return { ended: handedOver ? "unsure" : "not_now", error }
    return { ended: error.responseCode >= 500 ? "refused" : "not_now", error }
  } finally {
    transport.close()
  }
}
