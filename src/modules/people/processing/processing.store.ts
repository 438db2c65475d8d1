import type { Db, Tx } from "#platform/db.ts"
import "./tables.ts"
import type { Process, ProcessWords } from "./processing.ts"

const columns = [
  ...(["id", "process", "version", "name", "purpose", "people", "data", "grounds", "basis", "actions"] as const),
  ...(["storage", "destruction", "access", "recipients", "cross_border as crossBorder", "place"] as const),
  ...(["protection", "responsible", "ended_on as endedOn", "user_id as userId", "created_at as createdAt"] as const),
] as const
const versions = (db: Db) => db.selectFrom("people.processing").select(columns)

/** More processes than any operator describes. */
const mostProcesses = 1000

/** What the register says now, in the order in which processes came into it; ended ones as well. */
export const presentProcesses = (db: Db): Promise<Process[]> =>
  versions(db).distinctOn("process").orderBy("process").orderBy("version", "desc").limit(mostProcesses).execute()

/** All versions of one process, the latest first; none when there is no such process. */
export const versionsOf = (db: Db, process: number): Promise<Process[]> =>
  versions(db).where("process", "=", process).orderBy("version", "desc").limit(mostProcesses).execute()

/** Keeps others from writing a version until the transaction ends. */
export async function lockProcesses(tx: Tx): Promise<Process[]> {
  await tx.selectFrom("people.processing").select("id").where("version", "=", 1).forUpdate().execute()
  return presentProcesses(tx)
}

export const insertVersion = (
  tx: Tx,
  words: ProcessWords,
  of: { process: number; version: number; endedOn: string | null; userId: string | null; at: Date },
): Promise<{ id: number }> =>
  tx
    .insertInto("people.processing")
    .values({
      process: of.process,
      version: of.version,
      name: words.name,
      purpose: words.purpose,
      people: words.people,
      data: words.data,
      grounds: words.grounds,
      basis: words.basis,
      actions: words.actions,
      storage: words.storage,
      destruction: words.destruction,
      access: words.access,
      recipients: words.recipients,
      cross_border: words.crossBorder,
      place: words.place,
      protection: words.protection,
      responsible: words.responsible,
      ended_on: of.endedOn,
      user_id: of.userId,
      created_at: of.at,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
