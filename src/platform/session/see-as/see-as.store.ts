import type { Db } from "#platform/db.ts"
import "#platform/tables.ts"
import "../tables.ts"

/** Who looked at the site as this user, latest first. */
export const lookedAs = (db: Db, userId: string) =>
  db
    .selectFrom("platform.event as e")
    .innerJoin("platform.app_user as u", "u.id", "e.user_id")
    .select(["e.at", "u.name"])
    .where("e.subject_kind", "=", "user")
    .where("e.subject_id", "=", userId)
    .where("e.name", "=", "session.seen_as_begun")
    .orderBy("e.id", "desc")
    .limit(50)
    .execute()
