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

/** Counted by triggers; with a status the rows are counted, up to a limit. */
function counted(service: RawBuilder<unknown>, { territories, targets, status }: ServiceFilter) {
  if (status) {
    const where = [
      sql`v.service_id = ${service} AND v.current`,
      ...(territories ? [sql`coalesce(v.territory_id, 0) = ANY(${territories}::bigint[])`] : []),
      ...(targets ? [sql`v.targets && ${targets}::text[]`] : []),
      sql`EXISTS (SELECT FROM registry.party_status t WHERE t.party_id = v.party_id AND t.kind = ${status.kind}
        AND (t.from_on IS NULL OR t.from_on <= ${status.on}) AND (t.until_on IS NULL OR t.until_on >= ${status.on}))`,
    ]
    return sql<number>`(SELECT count(*) FROM (SELECT FROM registry.provider v
      WHERE ${sql.join(where, sql` AND `)} LIMIT ${providerCountLimit + 1}) AS counted)`
  }
  return sql<number>`(SELECT coalesce(sum(c.providers), 0)::int FROM registry.service_count c
    WHERE c.service_id = ${service} AND c.target = ANY(${targets ?? [""]}::text[])
    ${territories ? sql`AND c.territory_id = ANY(${territories}::bigint[])` : sql``})`
}

/** Whether services without a provider are left out. */
export const narrowsProviders = ({ territories, targets, status }: ServiceFilter) =>
  Boolean(territories || targets || status)

const found = (db: Db, list: number, filter: ServiceFilter) => {
  const providers = counted(sql.ref("e.service_id"), filter)
  return db
    .selectFrom("registry.service_entry as e")
    .where("e.list_number", "=", list)
    .$if(narrowsProviders(filter), (q) => q.where(sql<boolean>`${providers} > 0`))
    .where((eb) =>
      eb.and(
        likePatterns(filter.text ?? "").map(
          (like) =>
            sql<boolean>`translate(lower(e.code || ' ' || e.name || ' ' || e.description), 'ё', 'е') LIKE ${like}`,
        ),
      ),
    )
}

/** Services of a version by code, with how many provide each now. @param page `after`: id of the last one read */
export const listServices = (
  db: Db,
  list: number,
  filter: ServiceFilter,
  page: { after?: number | undefined; limit: number },
): Promise<ListedService[]> =>
  found(db, list, filter)
    .select(["e.service_id as id", "e.code", "e.name", "e.description"])
    .select(counted(sql.ref("e.service_id"), filter).as("providers"))
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
  if (!filter.text) {
    const row = await db.selectNoFrom(counted(sql`${service}::bigint`, filter).as("n")).executeTakeFirst()
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
