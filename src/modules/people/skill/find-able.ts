import { sql } from "kysely"
import "../tables.ts"
import type { RoleName } from "../confirmed-role/confirmed-role.ts"
import { type Condition, current, notOver, type Way, way } from "../person/way.ts"
import { daysAfter, type Level, levelsFrom, type ProofFilter, soon } from "./skill.ts"

/** What people can do, as a list is narrowed by it. `role` and `competence`: confirmed and in force. */
export type AbleFilter = {
  competence?: { id: number; least?: Level | undefined } | undefined
  role?: RoleName | undefined
  /** For the staff: what ends within 60 days, or waits to be confirmed. */
  proof?: ProofFilter | undefined
}

const skilled = (today: string, { id, least }: NonNullable<AbleFilter["competence"]>): Way =>
  way(
    sql`people.skill`,
    "s",
    [
      sql`s.competence_id = ${id} AND s.ended_at IS NULL AND s.confirmed_at IS NOT NULL`,
      notOver("s", today),
      ...(least === undefined ? [] : [sql`s.level = ANY(${levelsFrom(least)})` as Condition]),
    ],
    { published: "competences" },
  )

const inRole = (today: string, role: RoleName): Way =>
  way(sql`people.confirmed_role`, "r", [sql`r.role = ${role}`, current("r", today)], {
    twice: true,
    published: "roles",
  })

/** Read by the day: there are few of them at any time, however many people there are. */
const expiring = (today: string): Way => {
  const last = daysAfter(today, soon)
  const carried = sql`person_id, folded_name, territory_id`
  return way(
    sql`(SELECT ${carried} FROM people.skill
        WHERE ended_at IS NULL AND confirmed_at IS NOT NULL AND until_on BETWEEN ${today} AND ${last}
      UNION SELECT ${carried} FROM people.confirmed_role WHERE until_on BETWEEN ${today} AND ${last})`,
    "e",
    [],
  )
}

const unconfirmed = (today: string): Way =>
  way(sql`people.skill`, "u", [sql`u.ended_at IS NULL AND u.confirmed_at IS NULL`, notOver("u", today)], {
    twice: true,
  })

/** The ways to the people of a list that is narrowed by what they can do. @param today YYYY-MM-DD */
export const waysToAble = ({ competence, role, proof }: AbleFilter, today: string): Way[] => [
  ...(competence ? [skilled(today, competence)] : []),
  ...(role ? [inRole(today, role)] : []),
  ...(proof ? [proof === "expiring" ? expiring(today) : unconfirmed(today)] : []),
]
