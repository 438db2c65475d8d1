/** Hosts at which anybody has a mailbox: one domain says nothing there. */
const openHosts =
  /^(mail|bk|list|inbox|internet|rambler|lenta|autorambler|myrambler|ro|gmail|googlemail|yandex|ya|narod|outlook|hotmail|live|icloud|me|yahoo|vk|proton|protonmail|xmail)\.(ru|com|by|kz|ua|me)$/

/**
 * How far the address that an answer came from is the recipient's own. `unknown`: the recipient has no address.
 * Whoever writes it can put any address there, so even `same` is no proof.
 */
export function senderOf(from: string, known: string): "same" | "domain" | "other" | "unknown" {
  const [one, two] = [from.trim().toLowerCase(), known.trim().toLowerCase()]
  if (!two) return "unknown"
  if (one === two) return "same"
  const host = one.slice(one.lastIndexOf("@") + 1)
  return host === two.slice(two.lastIndexOf("@") + 1) && !openHosts.test(host) ? "domain" : "other"
}
