import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import { termsOf } from "./lemmas.ts"
import { tokens } from "./tokens.ts"
import "./tables.ts"

/** Words that may be mistyped: only letters, four at least. */
const wordsOf = (text: string) =>
  [
    ...new Set(tokens(text).flatMap(({ word, parts }) => (parts.length ? parts.map((part) => part.word) : word))),
  ].filter((word) => /^\p{L}{4,30}$/u.test(word))

/**
 * Notes the words of a text that goes: those which the dictionary lacks, as most personal names. Dictionary words
 * may stay among the spellings, they tell nothing.
 */
export async function leaveWords(tx: Tx, text: string): Promise<void> {
  const words = wordsOf(text).filter((word) => !termsOf(word).known)
  if (words.length)
    await tx
      .insertInto("search.left_word")
      .values(words.map((word) => ({ word })))
      .execute()
}

/**
 * Brings the list of spellings up to date, `most` documents at a time, in a transaction of its own: in those that
 * file documents, two would wait for each other over a new word. Does nothing while another process is at it.
 * @returns whether something may be left to do
 */
export function tendWords(db: Db, most: number): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ free: boolean }>`
      SELECT pg_try_advisory_xact_lock(hashtextextended('search.word', 0)) AS free`.execute(tx)
    if (!rows[0]!.free) return false
    const learned = await learnWords(tx, most)
    const forgotten = await forgetWords(tx, most)
    return learned || forgotten
  })
}

/** Is the list of spellings behind by so little that a search can wait for it? */
export async function nearlyTended(db: Db, most: number): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`
    SELECT (SELECT count(*) FROM (SELECT FROM search.unspelled LIMIT ${most}) AS d)
         + (SELECT count(*) FROM (SELECT FROM search.left_word LIMIT ${most}) AS w) AS n`.execute(db)
  return rows[0]!.n > 0 && rows[0]!.n < most
}

async function learnWords(tx: Tx, most: number): Promise<boolean> {
  const left = await tx.selectFrom("search.unspelled").selectAll().limit(most).execute()
  if (!left.length) return false
  const documents = await tx
    .selectFrom("search.document")
    .select(["title", "body"])
    .where("number", "in", [...new Set(left.map(({ document }) => document))])
    .execute()
  const words = wordsOf(documents.map(({ title, body }) => `${title} ${body}`).join(" "))
  await sql`INSERT INTO search.word SELECT unnest(${words}::text[]) ON CONFLICT DO NOTHING`.execute(tx)
  await drop(tx, "search.unspelled", left)
  return left.length === most
}

async function forgetWords(tx: Tx, most: number): Promise<boolean> {
  const left = await tx.selectFrom("search.left_word").selectAll().limit(most).execute()
  if (!left.length) return false
  const words = [...new Set(left.map(({ word }) => word))]
  const queries = words.map((word) =>
    termsOf(word)
      .filed.map((term) => `'${term}'`)
      .join("|"),
  )
  await sql`
    DELETE FROM search.word w USING unnest(${words}::text[], ${queries}::text[]) AS gone (word, query)
    WHERE w.word = gone.word
      AND NOT EXISTS (SELECT 1 FROM search.document d WHERE d.tsv @@ gone.query::tsquery)`.execute(tx)
  await drop(tx, "search.left_word", left)
  return left.length === most
}

const drop = (tx: Tx, table: "search.unspelled" | "search.left_word", rows: { number: number }[]) =>
  sql`DELETE FROM ${sql.table(table)} WHERE number = ANY (${rows.map(({ number }) => number)}::bigint[])`.execute(tx)
