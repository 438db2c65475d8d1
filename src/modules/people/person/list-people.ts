import { type RawBuilder, sql } from "kysely"
import { foldName } from "#modules/registry/public.ts"
import type { Db } from "#platform/db.ts"
import "../tables.ts"
import type { AffiliationRole } from "../affiliation/affiliation.ts"
import { ownConsentAge } from "../consent/consent.ts"
import { type AbleFilter, waysToAble } from "../skill/find-able.ts"
import type { Reach } from "./person.policy.ts"
import { type Person, personColumns } from "./person.store.ts"
import { bornBy, type Group, phoneKey, silverAge } from "./person.ts"
import { all, alsoBy, type Condition, current, publishes, straight, type Way, way } from "./way.ts"

/**
 * What a list is narrowed by. `reach`: whom the reader finds besides those listed for everybody; by `group`, `consent`,
 * `unconfirmed` and `proof`, which no page shows to everybody, nobody else is found. `today`: YYYY-MM-DD.
 */
export type PersonFilter = AbleFilter & {
  reach: Reach
  today: string
  territories?: number[] | undefined
  party?: number | undefined
  group?: Group | undefined
  consent?: ConsentFilter | undefined
  /** Those whose confirmation is late. */
  unconfirmed?: boolean | undefined
  text?: string | undefined
}

/**
 * Of consents to processing: `none` at all, a minor without the `guardian`'s, at 14–17 without its `own`, `of_age` with
 * a consent of the time before only, `withdrawn`: to be erased.
 */
export const consentFilters = ["none", "guardian", "own", "of_age", "withdrawn"] as const
export type ConsentFilter = (typeof consentFilters)[number]

/** Whatever is not counted by a table counts no further: «больше 500». */
export const countLimit = 500

const affiliated = (today: string, narrow: { parties?: number[]; role?: AffiliationRole }): Way =>
  way(
    sql`people.affiliation`,
    "a",
    [
      ...(narrow.parties ? [sql`a.party_id = ANY(${narrow.parties})` as Condition] : []),
      ...(narrow.role ? [sql`a.role = ${sql.lit(narrow.role)}` as Condition] : []),
      current("a", today),
    ],
    { twice: true },
  )

/** As the partial indexes have it, word for word. */
const noAdultConsent = sql`(p.own_consent_on IS NULL OR p.own_consent_on < p.birth_on + interval '18 years')`
const noGuardian = sql`p.guardian_consent_on IS NULL AND ${noAdultConsent}`
/** Read by the birthday alone: almost nobody of age is among those with such consents. */
const cameOfAge = (today: string): Way =>
  way(
    sql`(SELECT id AS person_id, folded_name, territory_id FROM people.person AS p WHERE p.birth_on <= ${bornBy(18, today)}
      AND (p.guardian_consent_on IS NOT NULL OR p.own_consent_on IS NOT NULL) AND ${noAdultConsent} OFFSET 0)`,
    "m",
    [],
  )

function consented({ consent, today }: PersonFilter): Condition[] {
  const minor: Condition = sql`p.birth_on > ${bornBy(18, today)}`
  switch (consent) {
    case "none":
      return [sql`${noGuardian} AND p.own_consent_on IS NULL`]
    case "guardian":
      return [minor, sql`${noGuardian}`]
    case "own":
      return [minor, sql`p.birth_on <= ${bornBy(ownConsentAge, today)} AND p.own_consent_on IS NULL`]
    case "withdrawn":
      return [sql`p.consent_withdrawn_on IS NOT NULL`]
    default:
      return []
  }
}

const late = ({ unconfirmed }: PersonFilter): Condition[] => (unconfirmed ? [sql`p.unconfirmed_on IS NOT NULL`] : [])

function ofAge({ group, today }: PersonFilter): Condition[] {
  if (group === "silver") return [sql`p.birth_on <= ${bornBy(silverAge, today)}`]
  return group === "minor" ? [sql`p.birth_on > ${bornBy(18, today)}`] : []
}

/** By a telephone, an e-mail address or words of the name. */
function found({ text }: PersonFilter): Condition[] {
  if (!text) return []
  if (text.includes("@")) return [sql`p.email <> '' AND lower(p.email) = ${text.trim().toLowerCase()}`]
  if (!/\p{L}/u.test(text) && phoneKey(text)) return [sql`p.phone_key <> '' AND p.phone_key = ${phoneKey(text)}`]
  const words = foldName(text)
    .split(/[\s-]+/)
    .filter(Boolean)
  return words.map((word) => sql`p.folded_name LIKE ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`)
}

const ways = (filter: PersonFilter): Way[] => [
  ...(filter.consent === "of_age" ? [cameOfAge(filter.today)] : []),
  ...waysToAble(filter, filter.today),
  ...(filter.party === undefined ? [] : [affiliated(filter.today, { parties: [filter.party] })]),
  ...(filter.group === "pupil" || filter.group === "student" ? [affiliated(filter.today, { role: filter.group })] : []),
]

/** A part of the people; of territories either the rows of `each` are read, or those `among` them are picked out of all. */
type Area = { listed?: true; parties?: number[]; among?: number[] | undefined; each?: number[] }

/** Few people are read place by place; many of all are soon met in the order of names, and words have their own index. */
async function placed(db: Db, ids: number[], text: string | undefined): Promise<Area> {
  if (text) return { among: ids }
  const { rows } = await sql<{ many: boolean | null }>`
    SELECT sum(people) FILTER (WHERE territory_id = ANY(${ids})) * 20 >= sum(people) AS many FROM people.person_count
  `.execute(db)
  return rows[0]?.many ? { among: ids } : { each: ids }
}

/** The parts of the list that the reader finds; somebody may be in several. */
async function areasOf(db: Db, filter: PersonFilter): Promise<Area[]> {
  const { reach, territories, group, consent, unconfirmed, proof, text } = filter
  if (reach === "all") return [territories ? await placed(db, territories, text) : {}]
  const own = [...new Set(reach.territories)].filter((id) => !territories || territories.includes(id))
  return [
    ...(group || consent || unconfirmed || proof ? [] : [{ listed: true as const, among: territories }]),
    ...(own.length ? [await placed(db, own, text)] : []),
    ...(reach.parties.length ? [{ parties: reach.parties, among: territories }] : []),
  ]
}

type Slice = { limit: number; after?: string | undefined; inOrder: boolean }

/** The first of an area, `person_id` and `by_name`. */
function partOf(filter: PersonFilter, area: Area, { limit, after, inOrder }: Slice): RawBuilder<unknown> {
  const given = ways(filter)
  const [main = straight, ...others] = area.parties
    ? [affiliated(filter.today, { parties: area.parties }), ...given]
    : given
  const shown = area.listed ? given.flatMap(({ published }) => (published ? [publishes(published)] : [])) : []
  const person = [
    ...others.map(alsoBy),
    ...shown,
    ...ofAge(filter),
    ...consented(filter),
    ...late(filter),
    ...found(filter),
  ]
  const conditions: Condition[] = [
    ...main.where,
    ...person,
    ...(area.listed ? [sql`${main.listed}` as Condition] : []),
    ...(area.among ? [sql`${main.place} = ANY(${area.among})` as Condition] : []),
    ...(area.each ? [sql`${main.place} = place.id` as Condition] : []),
    ...(after === undefined
      ? []
      : [
          sql`(${main.name}, ${main.id}) > (SELECT folded_name, id FROM people.person WHERE id = ${after})` as Condition,
        ]),
  ]
  const joined = main === straight || !person.length ? sql`` : sql`JOIN people.person AS p ON p.id = ${main.id}`
  const ordered = inOrder || main.twice
  const part = sql`SELECT ${main.twice ? sql`DISTINCT` : sql``} ${main.id} AS person_id, ${main.name} AS by_name
    FROM ${main.from} ${joined} WHERE ${all(conditions)} ${ordered ? sql`ORDER BY by_name, person_id` : sql``} LIMIT ${limit}`
  return area.each
    ? sql`(SELECT one.* FROM unnest(${area.each}::bigint[]) AS place (id), LATERAL (${part}) AS one)`
    : sql`(${part})`
}

async function slice(
  db: Db,
  filter: PersonFilter,
  slice: Slice,
): Promise<RawBuilder<{ person_id: string; by_name: string }>> {
  const areas = await areasOf(db, filter)
  if (!areas.length) return sql`(SELECT id AS person_id, folded_name AS by_name FROM people.person WHERE FALSE)`
  const parts = areas.map((area) => partOf(filter, area, slice))
  if (parts.length === 1 && !areas[0]!.each) return parts[0] as RawBuilder<{ person_id: string; by_name: string }>
  const order = slice.inOrder ? sql`ORDER BY by_name, person_id` : sql``
  return sql`(SELECT DISTINCT person_id, by_name FROM (${sql.join(parts, sql` UNION ALL `)}) AS part ${order} LIMIT ${slice.limit})`
}

/** People by name. @param page `after`: id of the last one read; `limit`: at most so many */
export async function listPeople(
  db: Db,
  filter: PersonFilter,
  page: { after?: string | undefined; limit: number },
): Promise<Person[]> {
  const found = await slice(db, filter, { ...page, inOrder: true })
  return db
    .selectFrom(found.as("found"))
    .innerJoin("people.person", "people.person.id", "found.person_id")
    .select(personColumns)
    .orderBy("by_name")
    .orderBy("person_id")
    .execute()
}

/** Whether the table of counts knows how many there are: it knows places and nothing else. */
export const isCounted = ({ reach, today: _today, territories: _territories, ...narrowed }: PersonFilter): boolean =>
  reach === "all" && !Object.values(narrowed).some(Boolean)

/** How many: exact from the table of counts where it knows, else at most `countLimit` + 1. */
export async function countPeople(db: Db, filter: PersonFilter): Promise<number> {
  if (isCounted(filter)) {
    const row = await db
      .selectFrom("people.person_count")
      .select((eb) => eb.fn.coalesce(eb.fn.sum<number>("people"), sql<number>`0`).as("n"))
      .$if(Boolean(filter.territories), (q) => q.where("territory_id", "=", sql<number>`ANY(${filter.territories!})`))
      .executeTakeFirst()
    return Number(row?.n ?? 0)
  }
  const some = await slice(db, filter, { limit: countLimit + 1, inOrder: false })
  const row = await db
    .selectFrom(some.as("some"))
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .executeTakeFirst()
  return row?.n ?? 0
}
