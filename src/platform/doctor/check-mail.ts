import { createTransport } from "nodemailer"
import type { Config } from "#platform/config.ts"
import { type Finding, fail, ok, warn } from "./finding.ts"

const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 10_000 }

const mends: Record<string, string> = {
  EAUTH: "Check the user and the password in SMTP_URL.",
  EDNS: "Check the host's name in SMTP_URL.",
  ECONNECTION: "Check host and port in SMTP_URL, and whether this machine may go out to that port.",
  ESOCKET: "Check host and port in SMTP_URL, and whether it should be smtp:// or smtps://.",
  ETIMEDOUT: "Check host and port in SMTP_URL, and whether this machine may go out to that port.",
}

/** Whether the mail server answers and lets us in. Nothing is sent. */
export async function checkMail({ SMTP_URL, MAIL_FROM }: Config): Promise<Finding[]> {
  if (!SMTP_URL)
    return [
      warn(
        "Mail: SMTP_URL is not set; letters stay on the outbox page, and nobody gets a code",
        "Write SMTP_URL=smtp://user:password@host:587.",
      ),
    ]
  const { host } = new URL(SMTP_URL)
  const transport = createTransport(SMTP_URL, patience as never)
  try {
    await transport.verify()
  } catch (err) {
    const { code = "", message } = err as NodeJS.ErrnoException
    return [fail(`Mail: ${host} does not take letters from us (${message})`, mends[code] ?? "Check SMTP_URL.")]
  } finally {
    transport.close()
  }
  const found = [ok(`Mail: ${host} lets us in`)]
  if (/@localhost>?$/.test(MAIL_FROM))
    found.push(warn(`Mail: the sender is ${MAIL_FROM}`, "Write MAIL_FROM with an address of your own."))
  return found
}
