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
  /** newer documents come first among equals, and only the newest 500 are ranked */
  at: Date
}

/** Raise it when `terms` changes: `refile` then files every document anew. */
export const version = 1
const longestText = 500_000

/**
 * Files a document, or files it anew, in the transaction that changed it: found at once, and by its audience only.
 * Does nothing if nothing changed.
 */
export async function indexDocument(tx: Tx, document: SearchDocument): Promise<void> {
  const { kind, id, audience, url, at } = document
  const title = clean(document.title)
  const body = clean(document.text).slice(0, longestText)
  const old = await tx
    .selectFrom("search.document")
    .select(["audience", "title", "body", "url", "at", "version"])
    .where("kind", "=", kind)
    .where("id", "=", id)
    .executeTakeFirst()
  const same = old && old.title === title && old.body === body && old.version === version
  if (same && old.audience === audience && old.url === url && old.at.getTime() === at.getTime()) return
  const row = { audience, title, body, url, at, version, tsv: vector(kind, audience, title, body) }
  const { number } = await tx
    .insertInto("search.document")
    .values({ kind, id, ...row })
    .onConflict((c) => c.columns(["kind", "id"]).doUpdateSet(row))
    .returning("number")
    .executeTakeFirstOrThrow()
  if (same) return
  await tx.insertInto("search.unspelled").values({ document: number }).execute()
  await tx.insertInto("search.unrelated").values({ document: number, echo: false }).execute()
  if (old) await leaveWords(tx, `${old.title} ${old.body}`)
}

/** Takes a document out; its unusual words, names above all, are forgotten if no other document has them. */
export async function removeDocument(tx: Tx, kind: string, id: string): Promise<void> {
  const gone = await tx
    .deleteFrom("search.document")
    .where("kind", "=", kind)
    .where("id", "=", id)
    .returning(["title", "body"])
    .executeTakeFirst()
  if (gone) await leaveWords(tx, `${gone.title} ${gone.body}`)
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
        .selectAll()
        .where("version", "<", version)
        .limit(100)
        .forUpdate()
        .skipLocked()
        .execute()
      for (const { number, kind, audience, title, body } of rows) {
        const tsv = vector(kind, audience, title, body)
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

// Kind and audience are terms too ("@" is in no word): with a common word, the index itself then picks the few rows.
function vector(kind: string, audience: string, title: string, body: string) {
  const marks = `'@${kind}' '@@${audience}'`
  return sql<string>`${tsvectorLiteral(title, "A")}::tsvector || ${tsvectorLiteral(body)}::tsvector || ${marks}::tsvector`
}
