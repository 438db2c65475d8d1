import { sql } from "kysely"
import { jsonArrayFrom } from "kysely/helpers/postgres"
import { type Db, prepared, type Tx } from "#platform/db.ts"
import type { Reach } from "../desk/reach.ts"
import type { Audience, CommentState } from "./tables.ts"

const columns = [
  "id",
  "item_id as itemId",
  "territory_id as territoryId",
  "user_id as userId",
  "name",
  "body",
  "state",
  "at",
  "decided_at as decidedAt",
  "reason",
] as const
const comments = (db: Db) => db.selectFrom("commitments.comment").select(columns)
export type Comment = Awaited<ReturnType<ReturnType<typeof comments>["execute"]>>[number]

/** As everybody reads it: `member` wrote with an account. */
export type OpenComment = { id: number; name: string; body: string; at: Date; member: boolean }

/** So many stand under an item. */
export const underItem = 20

const below = prepared((db, itemId: number) =>
  db.selectNoFrom((x) => [
    x.selectFrom("commitments.comment_rule").select("who").as("who"),
    jsonArrayFrom(
      x
        .selectFrom("commitments.comment")
        .select(["id", "name", "body", "at", sql<boolean>`user_id IS NOT NULL`.as("member")])
        .where("item_id", "=", itemId)
        .where("state", "=", "published")
        .orderBy("id", "desc")
        .limit(underItem + 1),
    ).as("comments"),
  ]),
)

/** The newest comments of an item and who may write, in one query. `more`: there are older ones. */
export async function commentsBelow(db: Db, itemId: number) {
  const [row] = await below(db, itemId)
  const all = (row?.comments ?? []).map((one) => ({ ...one, at: new Date(one.at) }))
  return { who: row?.who ?? ("everybody" as const), comments: all.slice(0, underItem), more: all.length > underItem }
}

/** A part of an item's published comments, newest first. */
export async function commentsOfItem(
  db: Db,
  q: { itemId: number; before?: number | undefined; limit: number },
): Promise<OpenComment[]> {
  return db
    .selectFrom("commitments.comment")
    .select(["id", "name", "body", "at", sql<boolean>`user_id IS NOT NULL`.as("member")])
    .where("item_id", "=", q.itemId)
    .where("state", "=", "published")
    .$if(q.before !== undefined, (x) => x.where("id", "<", q.before!))
    .orderBy("id", "desc")
    .limit(q.limit)
    .execute()
}

/** Comments of some territories, or of all, in one state, newest first. */
export async function commentsIn(
  db: Db,
  q: { state: CommentState; territories: Reach; before?: number | undefined; limit: number },
): Promise<Comment[]> {
  const { territories } = q
  return comments(db)
    .where("state", "=", q.state)
    .$if(territories !== "everywhere", (x) =>
      x.where("territory_id", "=", sql<number>`ANY(${territories as number[]})`),
    )
    .$if(q.before !== undefined, (x) => x.where("id", "<", q.before!))
    .orderBy("id", "desc")
    .limit(q.limit)
    .execute()
}

/** How many comments wait to be looked through, at most 1000. */
export async function waitingComments(db: Db, territories: Reach): Promise<number> {
  const some = db
    .selectFrom("commitments.comment")
    .select("id")
    .where("state", "=", "waiting")
    .$if(territories !== "everywhere", (x) =>
      x.where("territory_id", "=", sql<number>`ANY(${territories as number[]})`),
    )
    .limit(1000)
    .as("some")
  const { n } = await db
    .selectFrom(some)
    .select((x) => x.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow()
  return n
}

/** A comment, locked until the transaction ends when `lock` says so. */
export const commentById = (db: Db, id: number, lock = false): Promise<Comment | undefined> =>
  comments(db)
    .where("id", "=", id)
    .$if(lock, (x) => x.forUpdate())
    .executeTakeFirst()

type NewComment = Pick<Comment, "itemId" | "territoryId" | "userId" | "name" | "body" | "state" | "at">

export async function insertComment(tx: Tx, one: NewComment): Promise<number> {
  const { itemId, territoryId, userId, ...rest } = one
  const row = { ...rest, item_id: itemId, territory_id: territoryId, user_id: userId }
  const { id } = await tx.insertInto("commitments.comment").values(row).returning("id").executeTakeFirstOrThrow()
  return id
}

export async function moveComment(
  tx: Tx,
  id: number,
  to: { state: CommentState; reason: string; at: Date; userId: string | null },
): Promise<void> {
  const { state, reason } = to
  await tx
    .updateTable("commitments.comment")
    .set({ state, reason, decided_at: to.at, decided_by: to.userId })
    .where("id", "=", id)
    .execute()
}

/** Deletes comments that were hidden before an instant. */
export async function eraseHidden(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom("commitments.comment").where("state", "=", "hidden").where("decided_at", "<", before).execute()
}

export async function loadAudience(db: Db): Promise<Audience> {
  const row = await db.selectFrom("commitments.comment_rule").select("who").executeTakeFirst()
  return row?.who ?? "everybody"
}

export async function saveAudience(tx: Tx, who: Audience): Promise<void> {
  await tx
    .insertInto("commitments.comment_rule")
    .values({ who })
    .onConflict((c) => c.column("id").doUpdateSet({ who }))
    .execute()
}
