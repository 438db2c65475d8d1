import type { Config } from "#platform/config.ts"
import { inMailbox, placeOf, reasonOf } from "#platform/delivery/incoming/mailbox.ts"
import { type Finding, fail, ok, warn } from "./finding.ts"

const loopback = (host: string) => /^(localhost|127\..*|::1)$/.test(host)

/** Whether the mailbox for answers opens. It is looked at and nothing in it is changed; no mailbox is no trouble. */
export async function checkIncoming({ IMAP_URL, MAIL_FROM }: Config): Promise<Finding[]> {
  if (!IMAP_URL) return []
  const { host, secure, path } = placeOf(IMAP_URL)
  try {
    await inMailbox(IMAP_URL, { readOnly: true }, async () => {})
  } catch (error) {
    const mend = (error as { authenticationFailed?: boolean }).authenticationFailed
      ? "Check the user and the password in IMAP_URL; @ in the user's name is written as %40."
      : "Check host, port and folder in IMAP_URL, and whether it should be imaps:// or imap://."
    return [fail(`Incoming mail: ${path} at ${host} cannot be read (${reasonOf(error)})`, mend)]
  }
  const found = [ok(`Incoming mail: ${path} at ${host} can be read`)]
  if (!secure && !loopback(host))
    found.push(warn("Incoming mail: the connection may be unencrypted", "Write IMAP_URL with imaps://."))
  if (/@localhost>?$/.test(MAIL_FROM))
    found.push(
      warn(
        `Incoming mail: answers would go to ${MAIL_FROM}`,
        "Write MAIL_FROM with the address whose letters come to this mailbox.",
      ),
    )
  return found
}
