import { type ExpressionBuilder, sql } from "kysely"
import type { Db, Tables, Tx } from "#platform/db.ts"
import { likePatterns } from "../party/list-parties.ts"
import { foldName, type Nature } from "../party/party.ts"
import type { StatusKind } from "../status/status.ts"
import type { Provider, ProviderInput, Target } from "./service-provider.ts"
import "../tables.ts"

const columns = [
  "v.id",
  "v.service_id as serviceId",
  "v.party_id as partyId",
  "v.territory_id as territoryId",
  "v.targets",
  "v.price",
  "v.price_note as priceNote",
  "v.how_to_get as howToGet",
  "v.phone",
  "v.address",
  "v.capacity",
  "v.from_on as from",
  "v.until_on as until",
  "v.proof",
  "v.link",
  "v.version",
] as const

/** What providers are narrowed by: territories of which they serve any (0: everywhere), groups, a status of today. */
export type ProviderFilter = {
  territories?: number[] | undefined
  targets?: Target[] | undefined
  status?: { kind: StatusKind; on: string } | undefined
  text?: string | undefined
}

/** A status or a text counts no further. */
export const providerCountLimit = 500

const recognised = ({ kind, on }: { kind: StatusKind; on: string }) => sql<boolean>`v.party_id IN (
  SELECT party_id FROM registry.party_status WHERE kind = ${kind}
  AND (from_on IS NULL OR from_on <= ${on}) AND (until_on IS NULL OR until_on >= ${on}))`

/** Conditions on `registry.provider as v`, beside the service. */
export const providerWhere =
  (filter: ProviderFilter) => (eb: ExpressionBuilder<Tables & { v: Tables["registry.provider"] }, "v">) =>
    eb.and([
      eb("v.current", "=", true),
      ...(filter.territories ? [sql<boolean>`coalesce(v.territory_id, 0) = ANY(${filter.territories}::bigint[])`] : []),
      ...(filter.targets ? [sql<boolean>`v.targets && ${filter.targets}::text[]`] : []),
      ...(filter.status ? [recognised(filter.status)] : []),
      ...likePatterns(filter.text ?? "").map((like) => eb("v.folded_name", "like", like)),
    ])

export type Listed = Provider & { name: string; nature: Nature }

/** Who provides a service now, by name. @param page `after`: id of the last one read */
export const listProviders = (
  db: Db,
  serviceId: number,
  filter: ProviderFilter,
  page: { after?: number | undefined; limit: number },
): Promise<Listed[]> =>
  db
    .selectFrom("registry.provider as v")
    .innerJoin("registry.party as p", "p.id", "v.party_id")
    .select([...columns, "p.name", "p.nature"])
    .where("v.service_id", "=", serviceId)
    .where((eb) => providerWhere(filter)(eb as never))
    .$if(page.after !== undefined, (q) =>
      q.where(
        sql<boolean>`(v.folded_name, v.id) > (SELECT folded_name, id FROM registry.provider WHERE id = ${page.after})`,
      ),
    )
    .orderBy("v.folded_name")
    .orderBy("v.id")
    .limit(page.limit)
    .execute()

/** All that an organisation provides, has provided and will, the latest first. */
export const providersOf = (db: Db, partyId: number): Promise<Provider[]> =>
  db
    .selectFrom("registry.provider as v")
    .select(columns)
    .where("v.party_id", "=", partyId)
    .orderBy("v.from_on", "desc")
    .orderBy("v.id", "desc")
    .limit(200)
    .execute()

export const providerById = (db: Db, id: number): Promise<Provider | undefined> =>
  db.selectFrom("registry.provider as v").select(columns).where("v.id", "=", id).executeTakeFirst()

const rowOf = (provider: ProviderInput, current: boolean) => ({
  service_id: provider.serviceId,
  territory_id: provider.territoryId,
  targets: provider.targets,
  price: provider.price,
  price_note: provider.priceNote,
  how_to_get: provider.howToGet,
  phone: provider.phone,
  address: provider.address,
  capacity: provider.capacity,
  from_on: provider.from,
  until_on: provider.until,
  proof: provider.proof,
  link: provider.link,
  current,
})

/** Writes a new provider of a service. @param party as it is locked */
export const insertProvider = (
  tx: Tx,
  party: { id: number; nature: Nature; name: string },
  provider: ProviderInput,
  current: boolean,
  at: Date,
): Promise<{ id: number }> =>
  tx
    .insertInto("registry.provider")
    .values({
      ...rowOf(provider, current),
      party_id: party.id,
      nature: party.nature,
      folded_name: foldName(party.name),
      created_at: at,
    })
    .returning("id")
    .executeTakeFirstOrThrow()

export async function updateProvider(tx: Tx, id: number, provider: ProviderInput, current: boolean): Promise<void> {
  await tx
    .updateTable("registry.provider")
    .set((eb) => ({ ...rowOf(provider, current), version: eb("version", "+", 1) }))
    .where("id", "=", id)
    .execute()
}

export async function deleteProvider(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom("registry.provider").where("id", "=", id).execute()
}

/**
 * Turns those whose days have begun or are over by today (YYYY-MM-DD), or whose organisation is no more.
 * @param party of this organisation only
 * @returns how many turned
 */
export async function turnProviders(tx: Tx, today: string, party?: number): Promise<number> {
  const only = party === undefined ? sql`` : sql`AND v.party_id = ${party}`
  const ended = sql`p.ended_on IS NOT NULL AND p.ended_on <= ${today}`
  const went = await sql`
    UPDATE registry.provider v SET current = false FROM registry.party p
    WHERE p.id = v.party_id AND v.current AND (v.until_on < ${today} OR v.from_on > ${today} OR ${ended}) ${only}`.execute(
    tx,
  )
  const came = await sql`
    UPDATE registry.provider v SET current = true FROM registry.party p
    WHERE p.id = v.party_id AND NOT v.current AND v.from_on <= ${today}
    AND (v.until_on IS NULL OR v.until_on >= ${today}) AND NOT (${ended}) ${only}`.execute(tx)
  return Number(went.numAffectedRows ?? 0) + Number(came.numAffectedRows ?? 0)
}
