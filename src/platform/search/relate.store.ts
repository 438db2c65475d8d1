import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import { terms } from "./vector.ts"
import "./tables.ts"

/** So many of its rarest terms say what a document is about. */
const telling = 10
/** A term in a larger share of documents says nothing. */
const common = 0.1
/** About so many documents are compared: the rarest terms are taken until they are in so many. */
const compared = 400
/** What is not in the statistics is rarer than what is: about this share. */
const rare = 0.0005
/** Documents that share so much of the weight of those terms are like it. */
const likeness = 0.25
const mostStored = 20

/**
 * Finds, for documents filed lately, those like them: of the same kind, sharing the rarest terms, two at least, each
 * term weighing the logarithm of its rarity. Then once more for those found, to which the new one may be likest.
 * Each in a short transaction of its own; several processes may do it at once.
 * @returns whether something may be left to do
 */
export async function relate(db: Db, most: number): Promise<boolean> {
  const statistics = await readStatistics(db)
  for (let done = 0; done < most; done++) {
    if (!(await db.transaction().execute((tx) => relateNext(tx, statistics)))) return false
  }
  return true
}

async function relateNext(tx: Tx, statistics: Statistics): Promise<boolean> {
  const { rows } = await sql<{ document: number; echo: boolean }>`
    DELETE FROM search.unrelated WHERE number =
      (SELECT number FROM search.unrelated ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING document, echo`.execute(tx)
  const next = rows[0]
  if (!next) return false
  const others = await likeOne(tx, next.document, statistics)
  if (!next.echo) {
    await sql`
      INSERT INTO search.unrelated (document, echo) SELECT other, true FROM unnest(${others}::bigint[]) AS other
      WHERE NOT EXISTS (SELECT FROM search.unrelated u WHERE u.document = other)`.execute(tx)
  }
  return true
}

/** What PostgreSQL knows of the column: in what share of the documents the commoner terms are, and of how many. */
interface Statistics {
  shares: Map<string, number>
  documents: number
}

async function readStatistics(db: Db): Promise<Statistics> {
  const { rows } = await sql<{ terms: string[]; shares: number[]; documents: number }>`
    SELECT most_common_elems::text::text[] AS terms, most_common_elem_freqs AS shares,
      (SELECT reltuples FROM pg_class WHERE oid = 'search.document'::regclass) AS documents
    FROM pg_stats
    WHERE schemaname = 'search' AND tablename = 'document' AND attname = 'tsv' AND most_common_elems IS NOT NULL`.execute(
    db,
  )
  const [known] = rows
  if (!known) return { shares: new Map(), documents: 0 }
  return { shares: new Map(known.terms.map((term, i) => [term, known.shares[i]!])), documents: known.documents }
}

/** Finds and stores. @returns numbers of the documents like this one */
async function likeOne(tx: Tx, number: number, { shares, documents }: Statistics): Promise<number[]> {
  const document = await tx
    .selectFrom("search.document")
    .select(["kind", "title", "body"])
    .where("number", "=", number)
    .forKeyShare() // not removed before what is found can be stored
    .executeTakeFirst()
  if (!document) return []
  let met = 0
  const chosen = [...new Set(terms(`${document.title} ${document.body}`).flat())]
    .filter((term) => !/^~|^=?\d+$/.test(term))
    .map((term) => ({ term, share: shares.get(term) ?? rare }))
    .filter(({ share }) => share < common)
    .sort((a, b) => a.share - b.share)
    .slice(0, telling)
    .filter(({ share }, i) => {
      met += share * documents
      return i < 2 || met < compared
    })
  if (chosen.length < 2) return store(tx, number, [])
  const weights = chosen.map(({ share }) => Math.log(1 / share))
  const enough = likeness * weights.reduce((sum, weight) => sum + weight, 0)
  const quoted = chosen.map(({ term }) => `'${term}'`)
  const { rows } = await sql<{ number: number }>`
    SELECT d.number
    FROM (
        SELECT number FROM (
          SELECT number FROM search.document WHERE tsv @@ ${`(${quoted.join("|")})&'@${document.kind}'`}::tsquery OFFSET 0
        ) AS hit ORDER BY number DESC LIMIT ${compared}
      ) AS latest
      JOIN search.document d USING (number)
      JOIN unnest(${quoted}::tsquery[], ${weights}::float8[]) AS chosen (term, weight) ON d.tsv @@ chosen.term
    WHERE d.number <> ${number}
    GROUP BY d.number, d.at HAVING count(*) > 1 AND sum(weight) >= ${enough}
    ORDER BY sum(weight) DESC, d.at DESC LIMIT ${mostStored}`.execute(tx)
  const others = rows.map((row) => row.number)
  return store(tx, number, others)
}

async function store(tx: Tx, document: number, others: number[]): Promise<number[]> {
  await tx
    .insertInto("search.related")
    .values({ document, others })
    .onConflict((c) => c.column("document").doUpdateSet({ others }))
    .execute()
  return others
}
