import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import "../tables.ts"

const perPage = 50
export type PersonKey = { name: string; id: string }

/**
 * Accounts by name, a page from behind the key `after`; `q` looks into names and e-mails.
 * @returns `more`: the key of the next page
 */
export async function listPeople(db: Db, by: { q?: string | undefined; after?: PersonKey | undefined }) {
  const like = `%${(by.q ?? "").toLowerCase().replace(/[\\%_]/g, "\\$&")}%`
  const rows = await db
    .selectFrom("platform.app_user as u")
    .select(["u.id", "u.name", "u.email", "u.disabled_at"])
    .select((eb) =>
      eb
        .selectFrom("platform.session as s")
        .select((e) => e.fn.max("s.seen_at").as("seen"))
        .whereRef("s.user_id", "=", "u.id")
        .as("seen_at"),
    )
    .$if(Boolean(by.q), (q) =>
      q.where((eb) => eb.or([eb(sql`lower(u.name)`, "like", like), eb("u.email", "like", like)])),
    )
    .$if(by.after !== undefined, (q) =>
      q.where(sql<boolean>`(u.name, u.id) > (${by.after!.name}, ${by.after!.id}::uuid)`),
    )
    .orderBy("u.name")
    .orderBy("u.id")
    .limit(perPage + 1)
    .execute()
  const page = rows.slice(0, perPage)
  const last = page.at(-1)
  const more: PersonKey | undefined = rows.length > perPage && last ? { name: last.name, id: last.id } : undefined
  return { people: page, more }
}

/** Roles of accounts that hold now or later, with who gave them. */
export const grantsOf = (db: Db | Tx, userIds: string[], now: Date) =>
  db
    .selectFrom("platform.app_grant as g")
    .leftJoin("platform.app_user as by", "by.id", "g.given_by")
    .leftJoin("platform.app_grant as held", "held.id", "g.deputy_of")
    .leftJoin("platform.app_user as holder", "holder.id", "held.user_id")
    .select([
      "g.id",
      "g.user_id",
      "g.role",
      "g.scope_kind",
      "g.scope_id",
      "g.from_at",
      "g.until_at",
      "by.name as given_by",
      "g.deputy_of",
      "holder.name as stands_for",
    ])
    .where("g.user_id", "=", sql<string>`ANY(${userIds}::uuid[])`)
    .where((eb) => eb.or([eb("g.until_at", "is", null), eb("g.until_at", ">", now)]))
    .orderBy("g.id")
    .execute()

export const findPerson = (db: Db, id: string) =>
  db
    .selectFrom("platform.app_user")
    .select(["id", "name", "email", "created_at", "disabled_at"])
    .where("id", "=", id)
    .executeTakeFirst()

export type Person = Awaited<ReturnType<typeof listPeople>>["people"][number]
export type GrantRow = Awaited<ReturnType<typeof grantsOf>>[number]
