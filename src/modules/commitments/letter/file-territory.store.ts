import { sql } from "kysely"
import type { Db } from "#platform/db.ts"
import "../tables.ts"
import "../execution/tables.ts"
import "../mail-reply/tables.ts"

const homes = {
  act: sql`SELECT territory_id FROM commitments.act`,
  letter: sql`SELECT territory_id FROM commitments.letter`,
  mail_reply: sql`SELECT territory_id FROM commitments.mail_reply`,
  report_sending: sql`SELECT territory_id FROM commitments.report_sending`,
}

/** The territory of what a file belongs to: null where it has none, undefined where it is nothing of this module. */
export async function territoryOfFile(db: Db, kind: string, id: string): Promise<number | null | undefined> {
  const home = homes[kind as keyof typeof homes]
  if (!home || !/^\d{1,15}$/.test(id)) return undefined
  const { rows } = await sql<{ territory_id: number | null }>`${home} WHERE id = ${id}::bigint`.execute(db)
  return rows[0]?.territory_id
}
