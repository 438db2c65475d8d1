import { type RawBuilder, sql } from "kysely"
import type { Db } from "#platform/db.ts"
import { likePatterns } from "../party/list-parties.ts"
import { type ProviderFilter, providerCountLimit, providerWhere } from "../service-provider/provider.store.ts"
import type { Target } from "../service-provider/service-provider.ts"
import { idsBelow, pathUp, type Territory } from "../territory/territory.ts"
import "../tables.ts"

/** `text` looks through the services' own words. */
export type ServiceFilter = ProviderFilter & { text?: string | undefined }
export type ListedService = { id: number; code: string; name: string; description: string; providers: number }

/** Where a provider serves somebody of this territory: there, in a part of it, in what it is a part of, or everywhere. */
export const servingTerritories = (all: Territory[], id: number): number[] => [
  0,
  ...new Set([...pathUp(all, id).map((above) => above.id), ...idsBelow(all, id)]),
]

/** Whom a provider serves who serves this group: the group itself, or everybody. */
export const servingTargets = (target: Target): Target[] => [...new Set<Target>([target, "all"])]

/**
 * Services with how many provide each, as a table `c (service_id, n)`: read out of what triggers count, or with a status
 * out of the holders of that status.
 */
function counted({ territories, targets, status }: ServiceFilter, service?: number) {
  const only = (column: RawBuilder<unknown>) => (service === undefined ? sql`` : sql`AND ${column} = ${service}`)
  if (!status)
    return sql<Counted>`(SELECT service_id, sum(providers)::int AS n FROM registry.service_count
      WHERE target = ANY(${targets ?? [""]}::text[]) ${only(sql`service_id`)}
      ${territories ? sql`AND territory_id = ANY(${territories}::bigint[])` : sql``}
      GROUP BY service_id HAVING sum(providers) > 0)`
  return sql<Counted>`(SELECT v.service_id, count(DISTINCT v.id)::int AS n FROM registry.party_status t
    JOIN registry.provider v ON v.party_id = t.party_id AND v.current
    WHERE t.kind = ${status.kind} AND (t.from_on IS NULL OR t.from_on <= ${status.on})
    AND (t.until_on IS NULL OR t.until_on >= ${status.on}) ${only(sql`v.service_id`)}
    ${territories ? sql`AND coalesce(v.territory_id, 0) = ANY(${territories}::bigint[])` : sql``}
    ${targets ? sql`AND v.targets && ${targets}::text[]` : sql``}
    GROUP BY v.service_id)`
}
type Counted = { service_id: number; n: number }

/** Whether services without a provider are left out. */
export const narrowsProviders = ({ territories, targets, status }: ServiceFilter) =>
  Boolean(territories || targets || status)

const found = (db: Db, list: number, filter: ServiceFilter) =>
  db
    .selectFrom("registry.service_entry as e")
    .leftJoin(counted(filter).as("c"), (j) => j.onRef("c.service_id", "=", "e.service_id"))
    .where("e.list_number", "=", list)
    .$if(narrowsProviders(filter), (q) => q.where("c.n", "is not", null))
    .where((eb) =>
      eb.and(
        likePatterns(filter.text ?? "").map(
          (like) =>
            sql<boolean>`translate(lower(e.code || ' ' || e.name || ' ' || e.description), 'ё', 'е') LIKE ${like}`,
        ),
      ),
    )

/** Services of a version by code, with how many provide each now. @param page `after`: id of the last one read */
export const listServices = (
  db: Db,
  list: number,
  filter: ServiceFilter,
  page: { after?: number | undefined; limit: number },
): Promise<ListedService[]> =>
  found(db, list, filter)
    .select(["e.service_id as id", "e.code", "e.name", "e.description"])
    .select(sql<number>`coalesce(c.n, 0)`.as("providers"))
    .$if(page.after !== undefined, (q) =>
      q.where("e.code_key", ">", (eb) =>
        eb
          .selectFrom("registry.service_entry as a")
          .select("a.code_key")
          .where("a.list_number", "=", list)
          .where("a.service_id", "=", page.after!),
      ),
    )
    .orderBy("e.code_key")
    .limit(page.limit)
    .execute()

/** How many services of a version: five hundred at most. */
export async function countServices(db: Db, list: number, filter: ServiceFilter): Promise<number> {
  const row = await found(db, list, filter)
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .executeTakeFirst()
  return Number(row?.n ?? 0)
}

/** How many provide a service now: exact unless there is a status or a text, then no further than the limit. */
export async function countProviders(db: Db, service: number, filter: ProviderFilter): Promise<number> {
  if (!filter.text && !filter.status) {
    const row = await db.selectFrom(counted(filter, service).as("c")).select("c.n").executeTakeFirst()
    return Number(row?.n ?? 0)
  }
  const some = db
    .selectFrom("registry.provider as v")
    .select("v.id")
    .where("v.service_id", "=", service)
    .where((eb) => providerWhere(filter)(eb as never))
    .limit(providerCountLimit + 1)
  const row = await db
    .selectFrom(some.as("s"))
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .executeTakeFirst()
  return Number(row?.n ?? 0)
}
