import { createHash } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import { locales } from "#platform/i18n.ts"
import { attributesOf, parseDisplay } from "#ui/display.ts"
import { chosenLocale } from "./view.ts"

/** A public page kept for visitors. `tail` is what follows the `<html …>` tag, whose attributes depend on the reader. */
type CachedPage = Pick<Kept, "type" | "headers"> & {
  plain: Buffer
  tail: string
  lang: string
  html: boolean
  etag: string
}
/** As it was drawn; what is sent is made of it when somebody asks again. */
type Kept = {
  body: string
  type: string
  headers: Record<string, string> | undefined
  until: number
  made?: CachedPage
}

const lifetime = 60_000
const limit = 2_000
/** All kept pages together, in letters; a letter costs up to five bytes, as it was drawn and as it is sent. */
const room = 20 * 2 ** 20
const opening = /^<!doctype html>\s*<html[^>]*lang="(\w+)"[^>]*>/i

/**
 * Pages of visitors without a session, by address and language. Any event drops all of them: a centre changes a few
 * times a minute and is read thousands of times, so finer bookkeeping would cost more than it saves.
 */
export class PageCache {
  readonly #pages = new Map<string, Kept>()
  #letters = 0
  readonly #parts = new Map<string, { value: Promise<unknown>; until: number }>()
  #generation = 0

  /** Take it before reading data and hand it to `put`: a page drawn from data older than a change is not kept. */
  get generation() {
    return this.#generation
  }

  get(key: string, now: number): CachedPage | undefined {
    const page = this.#pages.get(key)
    if (!page || page.until <= now) return undefined
    page.made ??= make(page)
    return page.made
  }

  /** @param headers security headers of its own in place of the usual ones */
  put(
    key: string,
    body: string,
    type: string,
    now: number,
    generation: number,
    headers?: Record<string, string>,
  ): void {
    if (generation !== this.#generation || body.length > room / 10) return
    this.#drop(key)
    while (this.#pages.size >= limit || this.#letters + body.length > room) this.#drop(this.#pages.keys().next().value!)
    this.#pages.set(key, { body, type, headers, until: now + lifetime })
    this.#letters += body.length
  }

  #drop(key: string) {
    this.#letters -= this.#pages.get(key)?.body.length ?? 0
    this.#pages.delete(key)
  }

  /**
   * Something that many of these pages show, loaded once and kept as long as they are; for visitors' pages alone.
   * @example const tree = await cache.keep("territories", Date.now(), () => allTerritories(db))
   */
  keep<T>(name: string, now: number, load: () => Promise<T>): Promise<T> {
    const part = this.#parts.get(name)
    if (part && part.until > now) return part.value as Promise<T>
    const value = load()
    this.#parts.set(name, { value, until: now + lifetime })
    value.catch(() => this.#parts.delete(name))
    return value
  }

  clear() {
    this.#generation++
    this.#pages.clear()
    this.#parts.clear()
    this.#letters = 0
  }
}

function make({ body, type, headers }: Kept): CachedPage {
  const tag = opening.exec(body)
  const tail = tag ? body.slice(tag[0].length) : ""
  // Whoever it was drawn for may have chosen a view of their own: that stays out of what is shared.
  const plain = tag ? `<!doctype html><html lang="${tag[1]}">${tail}` : body
  const etag = createHash("sha1").update(plain).digest("base64url")
  return { plain: Buffer.from(plain), tail, lang: tag?.[1] ?? "", html: tag !== null, etag, type, headers }
}

const places = { lang: /(?:^|;)[ \t]*lang=([^;]*)/, view: /(?:^|;)[ \t]*view=([^;]*)/ }
const cookie = (header: string, name: keyof typeof places) => places[name].exec(header)?.[1] ?? ""

/** The key of a request whose answer visitors may share, or null when it must be drawn for this reader alone. */
export function cacheKey(method: string, url: string, cookies: string, authorization: string | undefined) {
  if (method !== "GET" && method !== "HEAD") return null
  if (authorization) return null
  if (cookies && (cookies.includes("farvater_session=") || cookies.includes("flash="))) return null
  const lang = cookie(cookies, "lang")
  return `${locales.some((l) => l === lang) ? lang : ""}|${url}`
}

/** A link of this site to another language is a choice, which only the application remembers (`rememberLocale`). */
function choosesLanguage({ url = "", headers }: IncomingMessage): boolean {
  const chosen = chosenLocale(url)
  const from = chosen && /^\w+:\/\/([^/?#]+)([^?#]*)/.exec(headers.referer ?? "")
  return Boolean(from && from[1] === headers.host && chosenLocale(from[2]!) !== chosen)
}

/**
 * Answers a visitor straight from memory, before any routing.
 * @returns false when there is nothing to answer with
 */
export function serveFromCache(
  cache: PageCache,
  headers: Record<string, string>,
  req: IncomingMessage,
  res: ServerResponse,
): boolean {
  const cookies = req.headers.cookie ?? ""
  if (choosesLanguage(req)) return false
  const key = cacheKey(req.method ?? "", req.url ?? "", cookies, req.headers.authorization)
  const page = key === null ? undefined : cache.get(key, Date.now())
  if (!page) return false
  const choice = page.html ? cookie(cookies, "view") : ""
  const etag = `"${page.etag}${choice && `-${createHash("sha1").update(choice).digest("base64url").slice(0, 8)}`}"`
  if (req.headers["if-none-match"] === etag) {
    res.writeHead(304, { ETag: etag }).end()
    return true
  }
  const body = choice
    ? Buffer.from(`<!doctype html><html lang="${page.lang}"${attributesOf(parseDisplay(choice))}>${page.tail}`)
    : page.plain
  res.writeHead(200, {
    ...(page.headers ?? headers),
    "Content-Type": page.type,
    "Content-Length": body.length,
    ETag: etag,
  })
  res.end(req.method === "HEAD" ? undefined : body)
  return true
}
