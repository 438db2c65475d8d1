import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import "./tables.ts"
import type { Entry, EntryKind, Incident } from "./incident.ts"

type Row = Omit<Incident, "entries">
const incidents = (db: Db) =>
  db.selectFrom("people.incident").select(["number", "found_at as foundAt", "created_at as createdAt"])

/** More entries than any incident has. */
const mostEntries = 1000

async function withEntries(db: Db, found: Row[]): Promise<Incident[]> {
  if (!found.length) return []
  const rows = await db
    .selectFrom("people.incident_entry")
    .select(["id", "incident", "kind", "body", "told_at as toldAt", "at", "user_id as userId"])
    .where("incident", "=", sql<number>`ANY(${found.map(({ number }) => number)}::int[])`)
    .orderBy("id")
    .limit(mostEntries * found.length)
    .execute()
  const of = Map.groupBy(rows, ({ incident }) => incident)
  return found.map((one) => ({
    ...one,
    entries: (of.get(one.number) ?? []).map(({ incident: _, ...entry }): Entry => entry),
  }))
}

/** Incidents, the latest first. @param before read on from this number */
export const listIncidents = async (db: Db, limit: number, before?: number): Promise<Incident[]> =>
  withEntries(
    db,
    await incidents(db)
      .$if(before !== undefined, (q) => q.where("number", "<", before!))
      .orderBy("number", "desc")
      .limit(limit)
      .execute(),
  )

/** Those that nobody has closed, the oldest first. */
export const openIncidents = async (db: Db, limit: number): Promise<Incident[]> =>
  withEntries(
    db,
    await incidents(db)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("people.incident_entry")
              .select("id")
              .where("kind", "=", sql<"closed">`'closed'`)
              .whereRef("incident", "=", "people.incident.number"),
          ),
        ),
      )
      .orderBy("number")
      .limit(limit)
      .execute(),
  )

export const incidentByNumber = async (db: Db, number: number): Promise<Incident | undefined> =>
  (await withEntries(db, await incidents(db).where("number", "=", number).execute()))[0]

/** The same, held until the transaction ends. */
export async function lockIncident(tx: Tx, number: number): Promise<Incident | undefined> {
  await sql`SELECT FROM people.incident WHERE number = ${number} FOR UPDATE`.execute(tx)
  return incidentByNumber(tx, number)
}

export async function insertIncident(
  tx: Tx,
  { foundAt, at, userId }: { foundAt: Date; at: Date; userId: string | null },
): Promise<number> {
  const { number } = await tx
    .insertInto("people.incident")
    .values({ found_at: foundAt, created_at: at, user_id: userId })
    .returning("number")
    .executeTakeFirstOrThrow()
  return number
}

export async function insertEntries(
  tx: Tx,
  incident: number,
  entries: { kind: EntryKind; body: string; toldAt: Date | null }[],
  { at, userId }: { at: Date; userId: string | null },
): Promise<void> {
  if (!entries.length) return
  await tx
    .insertInto("people.incident_entry")
    .values(entries.map(({ kind, body, toldAt }) => ({ incident, kind, body, told_at: toldAt, at, user_id: userId })))
    .execute()
}
