import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { sql } from "kysely"
import { connect, type Db } from "#platform/db.ts"
import { indexDocuments } from "#platform/search/index.store.ts"
import { up } from "#platform/search/migrations/20261121T0907_search_start.ts"
import { relate } from "#platform/search/relate.store.ts"
import { search, similar } from "#platform/search/search.ts"
import { tendWords } from "#platform/search/word.store.ts"
import { startServer } from "#test/server-process.ts"

/** Milliseconds of a class of searches, sorted. */
export type Measured = { name: string; aim: number; milliseconds: number[] }

const kind = "bench-item"
const forms = path.join(import.meta.dirname, "../test/samples/forms")
const rounds = 300

// The same numbers in every run.
let seed = 1
const chance = () => {
  seed = (seed * 48271) % 2147483647
  return seed / 2147483647
}
/** Words by frequency as in a language: the n-th is n times rarer than the first. */
const zipf = <T>(words: T[]): T => words[Math.floor(words.length ** chance()) - 1]!

/** The project's sample forms, one per paradigm first, and then invented surnames that no dictionary has. */
function vocabulary(): string[] {
  if (!existsSync(forms)) throw new Error(`no sample forms in ${forms}`)
  const words = readdirSync(forms)
    .filter((name) => name !== "confusable.txt")
    .flatMap((name) => readFileSync(path.join(forms, name), "utf8").split(/\s+/).filter(Boolean))
  const shuffled = words.map((word) => ({ word, at: chance() })).sort((a, b) => a.at - b.at)
  const syllables = ["ба", "во", "гри", "де", "жу", "ка", "ло", "му", "не", "пи", "ру", "са", "ту", "фе", "хо", "ши"]
  const part = () => syllables[Math.floor(chance() * syllables.length)]
  const surnames = Array.from({ length: 20_000 }, () => `${part()}${part()}${part()}${chance() < 0.5 ? "ков" : "нина"}`)
  return ["организации", ...shuffled.map(({ word }) => word), ...surnames]
}

const text = (words: string[], length: number) => Array.from({ length }, () => zipf(words)).join(" ")

/** Files so many documents of about forty words, in transactions of 500. */
async function fill(db: Db, words: string[], documents: number): Promise<number> {
  const start = performance.now()
  for (let from = 0; from < documents; from += 500) {
    const batch = Array.from({ length: Math.min(500, documents - from) }, (_, i) => ({
      kind,
      id: String(from + i),
      audience: (["open", "open", "members", "staff"] as const)[i % 4]!,
      title: text(words, 6),
      text: text(words, 20 + Math.floor(chance() * 40)),
      url: `/${from + i}`,
      at: new Date(Date.UTC(2020, 0, 1) + (from + i) * 1000),
    }))
    await db.transaction().execute((tx) => indexDocuments(tx, batch))
  }
  return (performance.now() - start) / documents
}

async function time(name: string, aim: number, ask: () => Promise<unknown>): Promise<Measured> {
  for (let i = 0; i < 20; i++) await ask()
  const milliseconds: number[] = []
  for (let i = 0; i < rounds; i++) {
    const start = performance.now()
    await ask()
    milliseconds.push(performance.now() - start)
  }
  return { name, aim, milliseconds: milliseconds.sort((a, b) => a - b) }
}

function mistype(word: string): string {
  const at = 1 + Math.floor(chance() * (word.length - 2))
  const ways = [word.slice(0, at) + word.slice(at + 1), `${word.slice(0, at)}ъ${word.slice(at)}`]
  ways.push(
    word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
    `${word.slice(0, at)}ъ${word.slice(at + 1)}`,
  )
  return ways[Math.floor(chance() * ways.length)]!
}

/** Fills the migrated database at `url` with documents of its own, measures, and takes them out again. */
export async function run(url: string, documents = 100_000): Promise<Measured[]> {
  const db = connect(url, 4)
  try {
    const { rows } = await sql`SELECT FROM pg_namespace WHERE nspname = 'search'`.execute(db)
    if (!rows.length) await up(db as never)
    const words = vocabulary()
    console.log(`filing: ${(await fill(db, words, documents)).toFixed(2)} ms a document`)
    const tending = performance.now()
    while (await tendWords(db, 500));
    console.log(`spellings: ${((performance.now() - tending) / 1000).toFixed(1)} s`)
    await sql`VACUUM ANALYZE search.document`.execute(db)
    const relating = performance.now()
    await relate(db, 500)
    console.log(`what is alike: ${((performance.now() - relating) / 500).toFixed(1)} ms a document`)
    await sql`VACUUM ANALYZE search.word`.execute(db)
    const ask = (query: string, audiences = ["open"]) => search(db, { query, audiences, limit: 20 })
    const long = words.filter((word) => /^[а-яё]{5,}$/i.test(word))
    return [
      await time("commonest word", 5, () => ask("организация")),
      await time("commonest word, all audiences", 5, () => ask("организация", ["open", "members", "staff"])),
      await time("any word", 5, () => ask(zipf(words))),
      await time("two words", 5, () => ask(`${zipf(words)} ${zipf(words)}`)),
      await time("commonest and rare word", 5, () => ask(`организация ${words.at(-1 - Math.floor(chance() * 9000))}`)),
      await time("mistyped word", 40, () => ask(mistype(zipf(long)))),
      await time("like this one", 1, () =>
        similar(db, { kind, id: String(Math.floor(chance() * 500)), audiences: ["open", "members"], limit: 5 }),
      ),
    ]
  } finally {
    if (!process.env.KEEP) await sql`DELETE FROM search.document WHERE kind = ${kind}`.execute(db).catch(() => {})
    await db.destroy()
  }
}

if (import.meta.main) {
  const folder = mkdtempSync(path.join(tmpdir(), "farvater-search-"))
  const own = process.env.DATABASE_URL ? undefined : await startServer(folder, { args: ["--no-worker"] })
  const documents = Number(/--documents=(\d+)/.exec(process.argv.join(" "))?.[1] ?? 100_000)
  try {
    for (const { name, aim, milliseconds } of await run(own?.databaseUrl ?? process.env.DATABASE_URL!, documents)) {
      const at = (share: number) => milliseconds[Math.floor(milliseconds.length * share)]!.toFixed(1).padStart(8)
      console.log(`${name.padEnd(32)} p50${at(0.5)}  p95${at(0.95)}  max${at(0.999)} ms   aim p95 ${aim}`)
    }
  } finally {
    await own?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
