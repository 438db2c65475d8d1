import type { Db, Tx } from "#platform/db.ts"
import "../tables.ts"

export type Curator = {
  id: number
  centreId: number
  directionId: number
  name: string
  post: string
  fromOn: string
  untilOn: string | null
}

const curators = (db: Db) =>
  db
    .selectFrom("network.curator")
    .select([
      "id",
      "centre_id as centreId",
      "direction_id as directionId",
      "name",
      "post",
      "from_on as fromOn",
      "until_on as untilOn",
    ])
    .orderBy("from_on")
    .orderBy("id")

const inForce = (query: ReturnType<typeof curators>, today: string) =>
  query.where((eb) => eb.or([eb("until_on", "is", null), eb("until_on", ">=", today)])).execute()

/** Who is curator in a centre on a day, and who will be. */
export const curatorsOfCentre = (db: Db, centreId: number, today: string): Promise<Curator[]> =>
  inForce(curators(db).where("centre_id", "=", centreId), today)

/** The same of a direction, in all centres. */
export const curatorsOfDirection = (db: Db, directionId: number, today: string): Promise<Curator[]> =>
  inForce(curators(db).where("direction_id", "=", directionId), today)

export const curatorById = (db: Db, id: number): Promise<Curator | undefined> =>
  curators(db).where("id", "=", id).executeTakeFirst()

export async function insertCurator(tx: Tx, curator: Omit<Curator, "id">): Promise<number> {
  const row = await tx
    .insertInto("network.curator")
    .values({
      centre_id: curator.centreId,
      direction_id: curator.directionId,
      name: curator.name,
      post: curator.post,
      from_on: curator.fromOn,
      until_on: curator.untilOn,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  return row.id
}

/** Ends one that goes on; one that would begin later than that day never does. */
export async function endCurators(tx: Tx, by: { id: number } | { centreId: number }, on: string): Promise<void> {
  const one = "id" in by ? (["id", by.id] as const) : (["centre_id", by.centreId] as const)
  await tx.deleteFrom("network.curator").where(one[0], "=", one[1]).where("from_on", ">", on).execute()
  await tx
    .updateTable("network.curator")
    .set({ until_on: on })
    .where(one[0], "=", one[1])
    .where((eb) => eb.or([eb("until_on", "is", null), eb("until_on", ">", on)]))
    .execute()
}

/** A direction that was merged into another one takes its curators along. */
export const moveCurators = (tx: Tx, from: number, into: number) =>
  tx.updateTable("network.curator").set({ direction_id: into }).where("direction_id", "=", from).execute()
