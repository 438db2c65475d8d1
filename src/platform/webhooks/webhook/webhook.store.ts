import type { Db, Tx } from "#platform/db.ts"
import { notFound } from "#platform/refusal.ts"
import "../tables.ts"

/** Webhooks with whether each is on: `on_since`, or `off_since` with the reason. */
const webhooks = (db: Db) =>
  db
    .selectFrom("platform.webhook as w")
    .leftJoinLateral(
      (x) =>
        x
          .selectFrom("platform.webhook_on as o")
          .select(["o.from_at", "o.until_at", "o.reason"])
          .whereRef("o.webhook_id", "=", "w.id")
          .orderBy("o.id", "desc")
          .limit(1)
          .as("o"),
      (join) => join.onTrue(),
    )
    .select((x) => [
      "w.id",
      "w.name",
      "w.url",
      "w.events",
      "w.created_at",
      x("o.from_at", "is not", null).and("o.until_at", "is", null).$castTo<boolean>().as("on"),
      x.fn.coalesce("o.until_at", "o.from_at", "w.created_at").as("since"),
      "o.reason",
    ])

/** A part of the list, the newest first, from below the webhook `after`. */
export const listWebhooks = (db: Db, { after, limit }: { after?: number | undefined; limit: number }) =>
  webhooks(db)
    .select((x) =>
      x
        .selectFrom("platform.webhook_delivery as d")
        .select("d.state")
        .whereRef("d.webhook_id", "=", "w.id")
        .orderBy("d.id", "desc")
        .limit(1)
        .as("last"),
    )
    .$if(after !== undefined, (q) => q.where("w.id", "<", after!))
    .orderBy("w.id", "desc")
    .limit(limit)
    .execute()

export const findWebhook = (db: Db, id: number) => webhooks(db).where("w.id", "=", id).executeTakeFirst()

export type Webhook = NonNullable<Awaited<ReturnType<typeof findWebhook>>>

export async function countWebhooks(db: Db): Promise<number> {
  const { n } = await db
    .selectFrom("platform.webhook")
    .select((x) => x.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow()
  return n
}

/** Holds a webhook against other changes of it until the transaction ends; announcements go on. @throws Refusal 404 */
export async function lockWebhook(tx: Tx, id: number) {
  const row = await tx
    .selectFrom("platform.webhook")
    .selectAll()
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}
