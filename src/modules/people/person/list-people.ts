import { type ExpressionBuilder, sql } from "kysely"
import { foldName } from "#modules/registry/public.ts"
import type { Db, Tables } from "#platform/db.ts"
import "../tables.ts"
import type { AffiliationRole } from "../affiliation/affiliation.ts"
import { ownConsentAge } from "../consent/consent.ts"
import { type AbleFilter, able } from "../skill/find-able.ts"
import type { Reach } from "./person.policy.ts"
import { type Person, personColumns } from "./person.store.ts"
import { bornBy, type Group, phoneKey, silverAge } from "./person.ts"

/** What a list is narrowed by. `reach`: whom the reader finds besides those listed for everybody. `today`: YYYY-MM-DD. */
export type PersonFilter = AbleFilter & {
  reach: Reach
  today: string
  territories?: number[] | undefined
  party?: number | undefined
  group?: Group | undefined
  consent?: ConsentFilter | undefined
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

type Eb = ExpressionBuilder<Tables, "people.person">
const likePattern = (word: string) => `%${word.replace(/[\\%_]/g, "\\$&")}%`

const affiliated = (eb: Eb, today: string, narrow: { parties?: number[]; role?: AffiliationRole }) =>
  eb.exists(
    eb
      .selectFrom("people.affiliation as a")
      .select("a.id")
      .whereRef("a.person_id", "=", "people.person.id")
      .$if(narrow.parties !== undefined, (q) => q.where("a.party_id", "=", sql<number>`ANY(${narrow.parties!})`))
      .$if(narrow.role !== undefined, (q) => q.where("a.role", "=", narrow.role!))
      .where((a) => a.or([a("a.from_on", "is", null), a("a.from_on", "<=", today)]))
      .where((a) => a.or([a("a.until_on", "is", null), a("a.until_on", ">=", today)])),
  )

/** Whom the reader finds by right, not by what is published. */
function known(eb: Eb, { reach, today }: PersonFilter) {
  if (reach === "all") return "all"
  const { territories, parties } = reach
  return [
    ...(territories.length ? [eb("territory_id", "=", sql<number>`ANY(${territories})`)] : []),
    ...(parties.length ? [affiliated(eb, today, { parties })] : []),
  ]
}

function within(eb: Eb, filter: PersonFilter) {
  const own = known(eb, filter)
  return own === "all" ? [] : [eb.or([eb("listed", "=", true), ...own])]
}

function inGroup(eb: Eb, { group, today }: PersonFilter) {
  if (group === "silver") return [eb("birth_on", "<=", bornBy(silverAge, today))]
  if (group === "minor") return [eb("birth_on", ">", bornBy(18, today))]
  return group ? [affiliated(eb, today, { role: group })] : []
}

function consented(eb: Eb, { consent, today }: PersonFilter) {
  const minor = eb("birth_on", ">", bornBy(18, today))
  const no = (mark: "own_consent_on" | "guardian_consent_on") => eb(mark, "is", null)
  switch (consent) {
    case "none":
      return [no("own_consent_on"), no("guardian_consent_on")]
    case "guardian":
      return [minor, no("guardian_consent_on")]
    case "own":
      return [minor, eb("birth_on", "<=", bornBy(ownConsentAge, today)), no("own_consent_on")]
    case "of_age":
      return [
        eb("birth_on", "<=", bornBy(18, today)),
        eb.or([eb("guardian_consent_on", "is not", null), eb("own_consent_on", "is not", null)]),
        eb.or([no("own_consent_on"), sql<boolean>`own_consent_on < birth_on + interval '18 years'`]),
      ]
    case "withdrawn":
      return [eb("consent_withdrawn_on", "is not", null)]
    default:
      return []
  }
}

/** By a telephone, an e-mail address or words of the name. */
function found(eb: Eb, text: string) {
  if (text.includes("@")) return [eb(sql`lower(email)`, "=", text.trim().toLowerCase())]
  if (!/\p{L}/u.test(text) && phoneKey(text)) return [eb("phone_key", "=", phoneKey(text))]
  const words = foldName(text)
    .split(/[\s-]+/)
    .filter(Boolean)
  return words.map((word) => eb("folded_name", "like", likePattern(word)))
}

const where = (filter: PersonFilter) => (eb: Eb) =>
  eb.and([
    ...within(eb, filter),
    ...(filter.territories ? [eb("territory_id", "=", sql<number>`ANY(${filter.territories})`)] : []),
    ...(filter.party === undefined ? [] : [affiliated(eb, filter.today, { parties: [filter.party] })]),
    ...inGroup(eb, filter),
    ...consented(eb, filter),
    ...able(eb, filter, filter.today, known(eb, filter)),
    ...(filter.text ? found(eb, filter.text) : []),
  ])

/** Whether the reader finds only those listed for everybody. */
const onlyListed = ({ reach }: PersonFilter) =>
  reach !== "all" && reach.territories.length === 0 && reach.parties.length === 0

/** People by name. @param page `after`: id of the last one read; `limit`: at most so many */
export const listPeople = (
  db: Db,
  filter: PersonFilter,
  page: { after?: string | undefined; limit: number },
): Promise<Person[]> =>
  db
    .selectFrom("people.person")
    .select(personColumns)
    .where(where(filter))
    .$if(onlyListed(filter), (q) => q.where("listed", "=", true))
    .$if(page.after !== undefined, (q) =>
      q.where(sql<boolean>`(folded_name, id) > (SELECT folded_name, id FROM people.person WHERE id = ${page.after})`),
    )
    .orderBy("folded_name")
    .orderBy("id")
    .limit(page.limit)
    .execute()

/** Whether the table of counts knows how many there are. */
export const isCounted = ({ reach, text, group, consent, competence, role, proof, party }: PersonFilter): boolean =>
  reach === "all" && !text && !group && !consent && !competence && !role && !proof && party === undefined

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
  const some = db
    .selectFrom("people.person")
    .select("id")
    .where(where(filter))
    .$if(onlyListed(filter), (q) => q.where("listed", "=", true))
    .limit(countLimit + 1)
  const row = await db
    .selectFrom(some.as("s"))
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .executeTakeFirst()
  return row?.n ?? 0
}
