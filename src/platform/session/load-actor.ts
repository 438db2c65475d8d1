import { sql } from "kysely"
import { type Actor, administrator, type Grant, holdsSomewhere, type Role, roles } from "#platform/actor.ts"
import type { Db } from "#platform/db.ts"
import { hashToken } from "#platform/session/token.ts"
import "#platform/session/tables.ts"

type User = Extract<Actor, { kind: "user" }>
type Row = {
  seen_as?: string | null
  seen_until?: Date | null
  session_id: string
  user_id: string
  name: string
  seen_at: Date | null
  grants: { role: string; kind: Grant["scope"]["kind"]; id: number | null; from: string; until: string | null }[] | null
}

const actorOf = (row: Row): User => ({
  kind: "user",
  userId: row.user_id,
  name: row.name,
  grants: (row.grants ?? [])
    .filter((g) => roles.includes(g.role as Role))
    .map((g) => ({
      role: g.role as Role,
      scope: g.kind === "installation" ? { kind: g.kind } : { kind: g.kind, id: g.id! },
      from: new Date(g.from),
      until: g.until ? new Date(g.until) : null,
    })),
})

const grantsNow = (now: Date) => sql`
  (SELECT json_agg(json_build_object('role', g.role, 'kind', g.scope_kind, 'id', g.scope_id, 'from', g.from_at, 'until', g.until_at))
   FROM platform.app_grant g WHERE g.user_id = u.id AND g.from_at <= ${now} AND (g.until_at IS NULL OR g.until_at > ${now})
   AND (g.deputy_of IS NULL OR EXISTS (
     SELECT FROM platform.app_grant h JOIN platform.app_user hu ON hu.id = h.user_id
     WHERE h.id = g.deputy_of AND h.from_at <= ${now} AND (h.until_at IS NULL OR h.until_at > ${now}) AND hu.disabled_at IS NULL)))`

/** Loads who owns a session's token, with the grants in force at `now`, in one query. */
export async function actorOfSession(db: Db, token: string, now: Date) {
  const { rows } = await sql<Row>`
    SELECT s.id AS session_id, u.id AS user_id, u.name, s.seen_at, s.seen_as, s.seen_until, ${grantsNow(now)} AS grants
    FROM platform.session s JOIN platform.app_user u ON u.id = s.user_id
    WHERE s.token_hash = ${hashToken(token)} AND s.revoked_at IS NULL AND s.expires_at > ${now} AND u.disabled_at IS NULL
  `.execute(db)
  const row = rows[0]
  if (!row) return undefined
  const actor = actorOf(row)
  const looks = row.seen_as && row.seen_until && row.seen_until > now && administrator(actor)
  const seen = looks ? await seenAs(db, row.seen_as!, actor, now) : undefined
  return { actor: seen ?? actor, sessionId: row.session_id, seenAt: row.seen_at! }
}

/** Somebody through whose eyes an administrator looks; never another administrator. */
async function seenAs(db: Db, userId: string, by: User, now: Date): Promise<User | undefined> {
  const { rows } = await sql<Row>`
    SELECT u.id AS session_id, u.id AS user_id, u.name, NULL AS seen_at, ${grantsNow(now)} AS grants
    FROM platform.app_user u WHERE u.id = ${userId} AND u.disabled_at IS NULL
  `.execute(db)
  const seen = rows[0] && actorOf(rows[0])
  if (!seen || holdsSomewhere(seen, ["administrator"])) return undefined
  return { ...seen, seenBy: { userId: by.userId, name: by.name } }
}

/** Loads who owns a bearer token of the API. */
export async function actorOfToken(db: Db, token: string, now: Date): Promise<Actor | undefined> {
  const { rows } = await sql<Row>`
    SELECT t.id AS session_id, u.id AS user_id, u.name, t.used_at AS seen_at, ${grantsNow(now)} AS grants
    FROM platform.api_token t JOIN platform.app_user u ON u.id = t.user_id
    WHERE t.token_hash = ${hashToken(token)} AND t.revoked_at IS NULL AND u.disabled_at IS NULL
  `.execute(db)
  const row = rows[0]
  if (!row) return undefined
  if (!row.seen_at || now.getTime() - row.seen_at.getTime() > 3_600_000)
    await db.updateTable("platform.api_token").set({ used_at: now }).where("id", "=", row.session_id).execute()
  return actorOf(row)
}

/** Loads a user with the grants in force now, for work that goes on after the request; undefined for a closed account. */
export async function actorOfUser(db: Db, userId: string, now: Date): Promise<Actor | undefined> {
  const { rows } = await sql<Row>`
    SELECT u.id AS session_id, u.id AS user_id, u.name, NULL AS seen_at, ${grantsNow(now)} AS grants
    FROM platform.app_user u WHERE u.id = ${userId} AND u.disabled_at IS NULL
  `.execute(db)
  return rows[0] && actorOf(rows[0])
}

/** Loads a user by e-mail as an actor, for the command line. */
export async function actorOfEmail(db: Db, email: string, now: Date): Promise<Actor | undefined> {
  const { rows } = await sql<Row>`
    SELECT u.id AS session_id, u.id AS user_id, u.name, NULL AS seen_at, ${grantsNow(now)} AS grants
    FROM platform.app_user u WHERE u.email = ${email.toLowerCase()} AND u.disabled_at IS NULL
  `.execute(db)
  return rows[0] && actorOf(rows[0])
}
