/**
 * The lines of the head by which a mail program offers to unsubscribe (RFC 8058, RFC 2369), for `Mail.headers`.
 *
 * @param url belongs to one reader and one subscription and needs neither cookie nor signing in: a POST there of
 *   `List-Unsubscribe=One-Click` unsubscribes at once and without a redirect, a GET only shows a form that asks,
 *   since scanners of mail open every link
 * @returns for an address that is not https only the line that opens the form: one click wants encryption
 * @example queueMail(tx, { …, headers: oneClickUnsubscribe(`${baseUrl}/unsubscribe/${token}`) }, now)
 */
export function oneClickUnsubscribe(url: string): Record<string, string> {
  const list = { "List-Unsubscribe": `<${new URL(url).href}>` }
  return url.startsWith("https:") ? { ...list, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : list
}
