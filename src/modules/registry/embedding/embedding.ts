/** A site that may show the registers in a frame: scheme, host and port. */
export type EmbeddingSite = { id: number; origin: string; note: string }

/** So many sites at most: all of them stand in a header of every page that may be framed. */
export const siteLimit = 50

/**
 * A site as people type it: «zarechny.ru», «https://zarechny.ru/news». The answer goes into a header, so it is scheme,
 * host and port and nothing else.
 *
 * @returns the origin, or null when it is no address of a site
 */
export function originOf(typed: string): string | null {
  const text = typed.trim()
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`)
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return null
  return /^https?:\/\/[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?$/.test(url.origin) ? url.origin : null
}

/** What may be embedded. */
export const embeddable = ["organisations", "services"] as const

const quoted = (text: string) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;")

/** What an editor of a site copies into a page. @param frame `src`: whole address; `height` in pixels */
export const snippetOf = ({ src, title, height }: { src: string; title: string; height: number }): string =>
  `<iframe src="${quoted(src)}" title="${quoted(title)}" width="100%" height="${height}" loading="lazy"></iframe>`
