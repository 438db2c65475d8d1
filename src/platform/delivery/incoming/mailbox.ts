import type { FetchMessageObject, ImapFlow, MailboxObject } from "imapflow"
import type { Config } from "#platform/config.ts"

/** Larger messages are not brought here whole; in bytes. */
export const largestMessage = 25 * 1024 * 1024

type Place = { host: string; port: number; secure: boolean; user: string; password: string; path: string }

/** Parts of IMAP_URL; in user, password and folder `%40` stands for @. */
export function placeOf(url: string): Place {
  const { protocol, hostname, port, username, password, pathname } = new URL(url)
  const secure = protocol === "imaps:"
  return {
    host: hostname.replace(/^\[(.*)\]$/, "$1"),
    port: Number(port) || (secure ? 993 : 143),
    secure,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    path: decodeURIComponent(pathname.replace(/^\//, "")) || "INBOX",
  }
}

/** What names a mailbox in our tables: no password. */
export function mailboxName(url: string): string {
  const { host, port, user, path } = placeOf(url)
  return `${user}@${host}:${port}/${path}`
}

/**
 * Opens the mailbox that IMAP_URL names, lets it be worked in, and closes the connection whatever happens.
 * @throws what was in the way; `reasonOf` puts it into words
 */
export async function inMailbox<T>(
  url: NonNullable<Config["IMAP_URL"]>,
  options: { readOnly: boolean },
  work: (client: ImapFlow, mailbox: MailboxObject) => Promise<T>,
): Promise<T> {
  // Loaded here: most installations have no mailbox.
  const { ImapFlow } = await import("imapflow")
  const { host, port, secure, user, password, path } = placeOf(url)
  const client = new ImapFlow({
    ...{ host, port, secure, auth: { user, pass: password }, logger: false, disableAutoIdle: true },
    ...{ connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 },
    ...{ maxLiteralSize: 2 * largestMessage, maxLineLength: largestMessage, maxResponseSize: 4 * largestMessage },
  })
  // It fails whatever waits for an answer; without a listener it would end the process as well.
  client.on("error", () => {})
  try {
    await client.connect()
    return await work(client, await client.mailboxOpen(path, options))
  } finally {
    await client.logout().catch(() => {})
    client.close()
  }
}

/** Why it did not work, in the server's words where it said any. */
export function reasonOf(error: unknown): string {
  const { responseText, message } = error as Error & { responseText?: string }
  return responseText || message
}

/** A message with its source, or with its head only when it is too large; undefined when it is no longer there. */
export async function fetchMessage(client: ImapFlow, uid: number): Promise<FetchMessageObject | undefined> {
  const about = { uid: true, size: true, internalDate: true, envelope: true }
  const found = await client.fetchOne(uid, about, { uid: true })
  if (!found) return undefined
  const whole = (found.size ?? 0) <= largestMessage
  const content = await client.fetchOne(uid, whole ? { source: true } : { headers: true }, { uid: true })
  return content ? { ...found, ...content } : undefined
}

/** UIDs of messages after one that is done with, or since a day, lowest first. */
export async function newMessages(client: ImapFlow, from: { after: number } | { since: Date }): Promise<number[]> {
  const query = "after" in from ? { uid: `${from.after + 1}:*` } : { since: from.since }
  const uids = (await client.search(query, { uid: true })) || []
  // «n:*» names the last message also when it is below n (RFC 9051, 9: seq-range)
  return uids.filter((uid) => !("after" in from) || uid > from.after).sort((a, b) => a - b)
}
