import { linkToken } from "#modules/commitments/recipient/link.ts"
import type { Services } from "#platform/services.ts"
import { firstAdministratorPath } from "#platform/session/first-administrator.ts"
import { buildApp } from "../src/app.ts"
import { signedIn } from "./actors.ts"
import { type Answer, type Visitor, visitor } from "./visitor.ts"

export type Reader = "visitor" | "member" | "coordinator" | "administrator"
export type Seen = { path: string; pattern: string; from: string; answer: Answer }

/** Pages that no link leads to: results of a search, and lists that are narrowed by their forms. */
const typed = [
  "/answer",
  "/search?q=ветеран",
  "/search?q=нетникакого",
  "/resolutions?q=библиотека",
  "/organisations?q=фонд",
]

/** An address without what differs from thing to thing: `/resolutions/7?year=2025` → `/resolutions/:n?year`. */
export function patternOf(path: string): string {
  const url = new URL(path, "http://site")
  const names = [...new Set(url.searchParams.keys())].sort().join("&")
  const nouns = url.pathname
    .replace(/\/[\w-]{30,}(?=\/|$)/g, "/:token")
    .replace(/\/\d+(?=\/|\.|$)/g, "/:n")
    .replace(/^\/(ru|en)(?=\/|$)/, "")
  return `${nouns || "/"}${names && `?${names}`}`
}

const otherLanguage = /^\/(ru|en)(\/|$)/

/** The addresses of the site that a page leads to by links, without fragments. */
export const linksIn = (html: string): string[] =>
  [...html.matchAll(/<a\b[^>]*\bhref="(\/[^"#]*)/g)].map(([, href]) => href!.replaceAll("&amp;", "&"))

/** The address of a letter to somebody who was asked, when anybody was. */
async function answerPath({ db, secret }: Services): Promise<string | null> {
  const asked = await db
    .selectFrom("commitments.recipient")
    .select(["id", "generation"])
    .where("revoked_at", "is", null)
    .orderBy("id")
    .limit(1)
    .executeTakeFirst()
  return asked ? `/answer/${linkToken(secret, asked)}` : null
}

/** A browser of somebody of this role over the whole installation, and where that reader begins. */
export async function readerOf(services: Services, role: Reader): Promise<{ browser: Visitor; begin: string[] }> {
  if (role !== "visitor") return { browser: (await signedIn(services, role)).browser, begin: ["/", ...typed] }
  const given = [await firstAdministratorPath(services), await answerPath(services)]
  return { browser: visitor(buildApp(services)), begin: ["/", ...typed, ...given.filter((path) => path !== null)] }
}

/**
 * Follows all links of the site from where a reader begins, breadth-first; of each pattern of addresses, so many.
 * The links to the other language are not followed: choosing one is remembered.
 */
export async function crawl(browser: Visitor, begin: string[], samples = 2): Promise<Seen[]> {
  const seen: Seen[] = []
  const queue = begin.map((path) => ({ path, from: "" }))
  const met = new Set<string>()
  const counts = new Map<string, number>()
  for (const { path, from } of queue) {
    const pattern = patternOf(path)
    const count = counts.get(pattern) ?? 0
    if (met.has(path) || count >= samples) continue
    met.add(path)
    counts.set(pattern, count + 1)
    const answer = await browser.get(path)
    seen.push({ path, pattern, from, answer })
    if (isPage(answer))
      for (const to of linksIn(answer.text)) if (!otherLanguage.test(to)) queue.push({ path: to, from: path })
  }
  return seen
}

export const isPage = (answer: Answer) => (answer.headers.get("Content-Type") ?? "").startsWith("text/html")
