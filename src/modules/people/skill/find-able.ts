import { type Expression, type ExpressionBuilder, type SqlBool, sql } from "kysely"
import type { Tables } from "#platform/db.ts"
import "../tables.ts"
import type { RoleName } from "../confirmed-role/confirmed-role.ts"
import { daysAfter, type Level, levelsFrom, type ProofFilter, soon } from "./skill.ts"

/** What people can do, as a list is narrowed by it. `role` and `competence`: confirmed and in force. */
export type AbleFilter = {
  competence?: { id: number; least?: Level | undefined } | undefined
  role?: RoleName | undefined
  /** For the staff: what ends within 60 days, or waits to be confirmed. */
  proof?: ProofFilter | undefined
}

type Eb = ExpressionBuilder<Tables, "people.person">
type Conditions = Expression<SqlBool>[]

const skilled = (eb: Eb, today: string, { id, least }: NonNullable<AbleFilter["competence"]>) =>
  eb.exists(
    eb
      .selectFrom("people.skill as s")
      .select("s.id")
      .whereRef("s.person_id", "=", "people.person.id")
      .where("s.competence_id", "=", id)
      .where("s.ended_at", "is", null)
      .where("s.confirmed_at", "is not", null)
      .where((s) => s.or([s("s.until_on", "is", null), s("s.until_on", ">=", today)]))
      .$if(least !== undefined, (q) => q.where("s.level", "=", sql<Level>`ANY(${levelsFrom(least!)})`)),
  )

const inRole = (eb: Eb, today: string, role: RoleName) =>
  eb.exists(
    eb
      .selectFrom("people.confirmed_role as r")
      .select("r.id")
      .whereRef("r.person_id", "=", "people.person.id")
      .where("r.role", "=", role)
      .where("r.from_on", "<=", today)
      .where((r) => r.or([r("r.until_on", "is", null), r("r.until_on", ">=", today)])),
  )

/** In one set of ids: both halves are read out of their indexes, however many people there are. */
const expiring = (today: string) => {
  const last = daysAfter(today, soon)
  return sql<boolean>`people.person.id IN (
    SELECT person_id FROM people.skill
      WHERE ended_at IS NULL AND confirmed_at IS NOT NULL AND until_on BETWEEN ${today} AND ${last}
    UNION SELECT person_id FROM people.confirmed_role WHERE until_on BETWEEN ${today} AND ${last})`
}

const unconfirmed = (today: string) => sql<boolean>`people.person.id IN (
  SELECT person_id FROM people.skill
    WHERE ended_at IS NULL AND confirmed_at IS NULL AND (until_on IS NULL OR until_on >= ${today}))`

/**
 * The conditions of a list over `people.person`.
 * @param known whom the reader knows by right, "all" for everybody; of the others only what they published is asked, so
 *   that nobody learns by a filter what no page shows
 */
export function able(
  eb: Eb,
  { competence, role, proof }: AbleFilter,
  today: string,
  known: Conditions | "all",
): Conditions {
  const published = (field: "competences" | "roles") =>
    known === "all"
      ? []
      : [
          eb.or([
            ...known,
            eb.exists(
              eb
                .selectFrom("people.published_field as f")
                .select("f.field")
                .whereRef("f.person_id", "=", "people.person.id")
                .where("f.field", "=", field),
            ),
          ]),
        ]
  return [
    ...(competence ? [skilled(eb, today, competence), ...published("competences")] : []),
    ...(role ? [inRole(eb, today, role), ...published("roles")] : []),
    ...(proof ? [proof === "expiring" ? expiring(today) : unconfirmed(today)] : []),
    ...(proof && known !== "all" ? [eb.or(known)] : []),
  ]
}
