import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import type { Audience } from "./audience.ts"
import { tsvectorLiteral } from "./vector.ts"
import { leaveWords } from "./word.store.ts"
import "./tables.ts"

/** Something that can be found. `kind` and `audience` are lower-case Latin letters and hyphens. */
export interface SearchDocument {
  kind: string
  id: string
  audience: Audience
  title: string
  text: string
  url: string
  /** among equals, newer documents come first */
  at: Date
}

/** Raise it when `terms` changes: `refile` then files every document anew. */
export const version = 1
const longestText = 500_000

/**
 * Files a document, or files it anew, in the transaction that changed it: found at once, and by its audience only.
 * Does nothing if nothing changed.
 */
export const indexDocument = (tx: Tx, document: SearchDocument): Promise<void> => indexDocuments(tx, [document])

/** The same for many at once, each of them another one. */
export async function indexDocuments(tx: Tx, documents: SearchDocument[]): Promise<void> {
  const given = documents.map((d) => ({ ...d, title: clean(d.title), body: clean(d.text).slice(0, longestText) }))
  const { rows } = await sql<Omit<SearchDocument, "text"> & { body: string; version: number }>`
    SELECT kind, id, audience, title, body, url, at, version FROM search.document
    WHERE (kind, id) IN (SELECT * FROM unnest(${given.map((d) => d.kind)}::text[], ${given.map((d) => d.id)}::text[]))
  `.execute(tx)
  const filed = new Map(rows.map((row) => [`${row.kind} ${row.id}`, row]))
  const changed = given.flatMap((d) => {
    const old = filed.get(`${d.kind} ${d.id}`)
    const same = old && old.title === d.title && old.body === d.body && old.version === version
    const untouched = same && old.audience === d.audience && old.url === d.url && old.at.getTime() === d.at.getTime()
    return untouched ? [] : [{ ...d, old, same }]
  })
  if (!changed.length) return
  const column = <K extends keyof (typeof changed)[0]>(name: K) => changed.map((d) => d[name])
  const { rows: written } = await sql<{ number: number; kind: string; id: string }>`
    INSERT INTO search.document AS d (kind, id, audience, title, body, url, at, version, tsv)
    SELECT kind, id, audience, title, body, url, at, ${version}, titled::tsvector || said::tsvector
    FROM unnest(${column("kind")}::text[], ${column("id")}::text[], ${column("audience")}::text[],
      ${column("title")}::text[], ${column("body")}::text[], ${column("url")}::text[],
      ${column("at")}::timestamptz[], ${changed.map(titled)}::text[], ${changed.map(said)}::text[])
      AS new (kind, id, audience, title, body, url, at, titled, said)
    ON CONFLICT (kind, id) DO UPDATE SET (audience, title, body, url, at, version, tsv) =
      (excluded.audience, excluded.title, excluded.body, excluded.url, excluded.at, excluded.version, excluded.tsv)
    RETURNING number, kind, id`.execute(tx)
  const unread = new Set(changed.filter((d) => !d.same).map((d) => `${d.kind} ${d.id}`))
  const numbers = written.filter((row) => unread.has(`${row.kind} ${row.id}`)).map((row) => row.number)
  if (!numbers.length) return
  await sql`INSERT INTO search.unspelled (document) SELECT unnest(${numbers}::bigint[])`.execute(tx)
  await sql`INSERT INTO search.unrelated (document, echo) SELECT unnest(${numbers}::bigint[]), false`.execute(tx)
  const left = changed.flatMap(({ old, same }) => (old && !same ? [`${old.title} ${old.body}`] : []))
  if (left.length) await leaveWords(tx, left.join(" "))
}

/** Takes a document out; its unusual words, names above all, are forgotten if no other document has them. */
export const removeDocument = (tx: Tx, kind: string, id: string): Promise<void> => removeDocuments(tx, kind, [id])

/** The same for many of one kind. */
export async function removeDocuments(tx: Tx, kind: string, ids: string[]): Promise<void> {
  const gone = await tx
    .deleteFrom("search.document")
    .where("kind", "=", kind)
    .where("id", "=", sql<string>`ANY(${ids})`)
    .returning(["title", "body"])
    .execute()
  if (gone.length) await leaveWords(tx, gone.map(({ title, body }) => `${title} ${body}`).join(" "))
}

/**
 * Files anew, a hundred at a time, the documents filed by an older version of `terms`.
 * @returns how many there were
 */
export async function refile(db: Db): Promise<number> {
  let done = 0
  for (;;) {
    const filed = await db.transaction().execute(async (tx) => {
      const rows = await tx
        .selectFrom("search.document")
        .select(["number", "title", "body"])
        .where("version", "<", version)
        .limit(100)
        .forUpdate()
        .skipLocked()
        .execute()
      for (const { number, ...document } of rows) {
        const tsv = sql<string>`${titled(document)}::tsvector || ${said(document)}::tsvector`
        await tx.updateTable("search.document").set({ version, tsv }).where("number", "=", number).execute()
      }
      return rows.length
    })
    if (!filed) return done
    done += filed
  }
}

// PostgreSQL's text holds no NUL; tokens count in normal form.
const clean = (text: string) => text.normalize("NFC").replaceAll("\0", " ")

const titled = ({ title }: { title: string }) => tsvectorLiteral(title, "A")
const said = ({ body }: { body: string }) => tsvectorLiteral(body)
