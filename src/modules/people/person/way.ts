import { type RawBuilder, type SqlBool, sql } from "kysely"

export type Condition = RawBuilder<SqlBool>

/**
 * A table in which people are found in the order of names: the people themselves, or what carries their name
 * (`people.carry_name`). Beside its own conditions those over the person, `p`, are asked.
 */
export type Way = {
  from: RawBuilder<unknown>
  id: RawBuilder<unknown>
  name: RawBuilder<unknown>
  place: RawBuilder<unknown>
  listed: RawBuilder<unknown>
  where: Condition[]
  /** Somebody may be found in it more than once. */
  twice?: true
  /** What has to be published for everybody to find a person by it. */
  published?: "competences" | "roles"
}

/** @param from a table, or a query in brackets, under the name `alias` */
export const way = (from: RawBuilder<unknown>, alias: string, where: Condition[], more?: Partial<Way>): Way => ({
  from: sql`${from} AS ${sql.ref(alias)}`,
  id: sql.ref(`${alias}.person_id`),
  name: sql.ref(`${alias}.folded_name`),
  place: sql.ref(`${alias}.territory_id`),
  listed: sql.ref(`${alias}.listed`),
  where,
  ...more,
})

export const straight: Way = way(sql`people.person`, "p", [], { id: sql.ref("p.id") })

export const all = (conditions: Condition[]): Condition =>
  conditions.length ? sql<SqlBool>`${sql.join(conditions, sql` AND `)}` : sql<SqlBool>`TRUE`

/** The same as a condition over the person, for where another way is taken. */
export const alsoBy = ({ from, id, where }: Way): Condition =>
  sql<SqlBool>`EXISTS (SELECT FROM ${from} WHERE ${id} = p.id AND ${all(where)})`

/** Somebody who let everybody read it. */
export const publishes = (field: string): Condition =>
  sql<SqlBool>`EXISTS (SELECT FROM people.published_field AS f WHERE f.person_id = p.id AND f.field = ${field})`

/** Begun and not ended on a day, of whatever has both. */
export const current = (alias: string, today: string): Condition =>
  sql<SqlBool>`(${sql.ref(`${alias}.from_on`)} IS NULL OR ${sql.ref(`${alias}.from_on`)} <= ${today})
    AND ${notOver(alias, today)}`

export const notOver = (alias: string, today: string): Condition =>
  sql<SqlBool>`(${sql.ref(`${alias}.until_on`)} IS NULL OR ${sql.ref(`${alias}.until_on`)} >= ${today})`
