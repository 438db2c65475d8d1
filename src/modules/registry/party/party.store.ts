import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import "../tables.ts"
import { keysOfParty } from "../duplicate/compared.ts"
import { writeKeys } from "../duplicate/keys.store.ts"
import { partyShelf } from "../duplicate/party-shelf.ts"
import { innKey } from "./identifiers.ts"
import { foldName, searchName } from "./party.ts"
import type { PartyInput } from "./party-input.ts"

export type Party = PartyInput & {
  id: number
  version: number
  /** Since when it is no more, YYYY-MM-DD. */
  endedOn: string | null
}
type Registered = "legalForm" | "inn" | "ogrn" | "kpp"
/** What everybody may see. */
export type OpenParty = Pick<
  Party,
  "id" | "nature" | "kind" | "name" | "shortName" | "territoryId" | "site" | "endedOn" | Registered
>

export const openColumns = [
  "id",
  "nature",
  "kind",
  "name",
  "short_name as shortName",
  "territory_id as territoryId",
  "site",
  sql<PartyInput["legalForm"]>`legal_form`.as("legalForm"),
  "inn",
  "ogrn",
  "kpp",
  "ended_on as endedOn",
] as const
export const allColumns = [
  ...openColumns,
  "version",
  "email",
  "head_email as headEmail",
  "phone",
  "postal_address as postalAddress",
  "letter_to as letterTo",
] as const

const rowOf = (party: PartyInput) => ({
  nature: party.nature,
  kind: party.kind,
  name: party.name,
  short_name: party.shortName,
  folded_name: foldName(party.name),
  search_name: searchName(party.name, party.shortName, party.inn),
  territory_id: party.territoryId,
  email: party.email,
  head_email: party.headEmail,
  phone: party.phone,
  postal_address: party.postalAddress,
  letter_to: party.letterTo,
  site: party.site,
  legal_form: party.legalForm,
  inn: party.inn,
  ogrn: party.ogrn,
  kpp: party.kpp,
})

const standing = (db: Db) => db.selectFrom("registry.party").select(allColumns).where("merged_into", "is", null)

/** A party with all that is kept of it, for those who may see it; undefined when there is none, or it is merged. */
export const partyById = (db: Db, id: number): Promise<Party | undefined> =>
  standing(db).where("id", "=", id).executeTakeFirst()

export const partyForUpdate = (tx: Tx, id: number): Promise<Party | undefined> =>
  standing(tx).where("id", "=", id).forUpdate().executeTakeFirst()

/** The card itself, or the one into which it was merged. */
const meant = sql<number>`coalesce(merged_into, id)`

/** The party with this name, however it is written; the name of a merged card finds the one that it went into. */
export const partyByName = (db: Db, name: string): Promise<OpenParty | undefined> =>
  db
    .selectFrom("registry.party")
    .select(openColumns)
    .where("id", "=", (eb) =>
      eb.selectFrom("registry.party").select(meant.as("id")).where("folded_name", "=", foldName(name)),
    )
    .executeTakeFirst()

/** These cards, and those into which some of them were merged. */
export const withSurvivors = (ids: number[]) => sql<number>`ANY(${[...new Set(ids)]}::bigint[] || ARRAY(
  SELECT merged_into FROM registry.party WHERE id = ANY(${[...new Set(ids)]}::bigint[]) AND merged_into IS NOT NULL))`

/** Rows of `withSurvivors` by the ids that were asked for: a merged card is answered by the one that it went into. */
export function byAsked<T extends { id: number; mergedInto: number | null }>(ids: number[], rows: T[]) {
  const lying = new Map(rows.map((row) => [row.id, row]))
  const found = new Map<number, Omit<T, "mergedInto">>()
  for (const id of new Set(ids)) {
    const row = lying.get(lying.get(id)?.mergedInto ?? id)
    if (!row) continue
    const { mergedInto: _, ...shown } = row
    found.set(id, shown)
  }
  return found
}

/** The party with this ИНН and КПП; undefined also where no ИНН is given. */
export const partyByInn = async (db: Db, { inn, kpp }: Pick<Party, "inn" | "kpp">): Promise<OpenParty | undefined> =>
  inn === ""
    ? undefined
    : db
        .selectFrom("registry.party")
        .select(openColumns)
        .where("id", "=", (eb) =>
          eb
            .selectFrom("registry.party")
            .select(meant.as("id"))
            .where("inn", "=", inn)
            .where("kpp", "=", kpp)
            .where("inn", "<>", ""),
        )
        .executeTakeFirst()

/** To whom and where letters go, by id: open to whoever writes them, not to the public. */
export async function postalAddresses(
  db: Db,
  ids: number[],
): Promise<Map<number, Pick<Party, "letterTo" | "postalAddress">>> {
  if (!ids.length) return new Map()
  const rows = await db
    .selectFrom("registry.party")
    .select(["id", "merged_into as mergedInto", "letter_to as letterTo", "postal_address as postalAddress"])
    .where("id", "=", withSurvivors(ids))
    .execute()
  return new Map([...byAsked(ids, rows)].map(([asked, { id: _, ...address }]) => [asked, address]))
}

/** Name and all ways to reach, by id: open to whoever writes to them, not to the public. */
export async function contactsOf(
  db: Db,
  ids: number[],
): Promise<Map<number, Pick<Party, "name" | "email" | "headEmail" | "letterTo" | "postalAddress" | "phone">>> {
  if (!ids.length) return new Map()
  const rows = await db
    .selectFrom("registry.party")
    .select([
      "id",
      "name",
      "email",
      "head_email as headEmail",
      "letter_to as letterTo",
      "postal_address as postalAddress",
      "phone",
      "merged_into as mergedInto",
    ])
    .where("id", "=", withSurvivors(ids))
    .execute()
  return new Map([...byAsked(ids, rows)].map(([asked, { id: _, ...contacts }]) => [asked, contacts]))
}

/** Ids of the parties that have these names, by folded name. */
export async function partiesByFoldedName(db: Db, folded: string[]): Promise<Map<string, number>> {
  if (!folded.length) return new Map()
  const rows = await db
    .selectFrom("registry.party")
    .select([meant.as("id"), "folded_name"])
    .where("folded_name", "=", sql<string>`ANY(${folded})`)
    .execute()
  return new Map(rows.map((row) => [row.folded_name, row.id]))
}

/** Ids of the parties that have these ИНН, by `innKey`. */
export async function partiesByInn(db: Db, inns: string[]): Promise<Map<string, number>> {
  if (!inns.length) return new Map()
  const rows = await db
    .selectFrom("registry.party")
    .select([meant.as("id"), "inn", "kpp"])
    .where("inn", "=", sql<string>`ANY(${inns})`)
    .where("inn", "<>", "")
    .execute()
  return new Map(rows.map((row) => [innKey(row), row.id]))
}

/** A party, and what else it is called by: folded names and `innKey` of the cards that were merged into it. */
export type Matchable = Party & { aliases?: { names: string[]; inns: string[] } }

/** Parties with one of these folded names or ИНН, and those with these ids; locked when they are going to be changed. */
export async function partiesToMatch(
  tx: Tx,
  by: { names?: string[]; inns?: string[]; ids?: number[] },
  lock: boolean,
): Promise<Matchable[]> {
  const named = await tx
    .selectFrom("registry.party")
    .select([meant.as("id"), "folded_name", "inn", "kpp", "merged_into"])
    .where((eb) =>
      eb.or([
        eb("folded_name", "=", sql<string>`ANY(${by.names ?? []})`),
        eb.and([eb("inn", "=", sql<string>`ANY(${by.inns ?? []})`), eb("inn", "<>", "")]),
      ]),
    )
    .execute()
  const parties: Matchable[] = await standing(tx)
    .where("id", "=", sql<number>`ANY(${[...(by.ids ?? []), ...named.map(({ id }) => id)]})`)
    .orderBy("id")
    .$if(lock, (q) => q.forUpdate())
    .execute()
  const merged = Map.groupBy(
    named.filter((row) => row.merged_into !== null),
    ({ id }) => id,
  )
  for (const party of parties) {
    const rows = merged.get(party.id)
    if (rows) party.aliases = { names: rows.map((row) => row.folded_name), inns: rows.map(innKey).filter(Boolean) }
  }
  return parties
}

/** Writes a new party; nothing is written, and nothing returned, when its name or its ИНН with КПП is taken. */
export async function insertParty(
  tx: Tx,
  party: PartyInput,
  at: Date,
  demo = false,
): Promise<{ id: number } | undefined> {
  const row = await tx
    .insertInto("registry.party")
    .values({ ...rowOf(party), created_at: at, demo })
    .onConflict((c) => c.doNothing())
    .returning("id")
    .executeTakeFirst()
  if (row) await writeKeys(tx, partyShelf, [{ id: row.id, keys: keysOfParty(party) }])
  return row
}

/** The same for many at once. @returns id → party of those written, in the order given */
export async function insertParties(tx: Tx, parties: PartyInput[], at: Date): Promise<Map<number, PartyInput>> {
  if (!parties.length) return new Map()
  const byName = new Map(parties.toReversed().map((party) => [foldName(party.name), party]))
  const rows = await tx
    .insertInto("registry.party")
    .values([...byName.values()].reverse().map((party) => ({ ...rowOf(party), created_at: at })))
    .onConflict((c) => c.doNothing())
    .returning(["id", "folded_name"])
    .execute()
  const written = new Map(rows.map((row) => [row.id, byName.get(row.folded_name)!]))
  const keyed = [...written].map(([id, party]) => ({ id, keys: keysOfParty(party) }))
  await writeKeys(tx, partyShelf, keyed)
  return written
}

export const updateParty = (tx: Tx, id: number, party: PartyInput): Promise<void> => updateParties(tx, [{ id, party }])

/** Writes many cards anew by one statement. */
export async function updateParties(tx: Tx, given: { id: number; party: PartyInput }[]): Promise<void> {
  if (!given.length) return
  await sql`
    UPDATE registry.party AS p SET version = p.version + 1, nature = g.nature, kind = g.kind, name = g.name,
      short_name = g.short_name, folded_name = g.folded_name, search_name = g.search_name,
      territory_id = g.territory_id, email = g.email, head_email = g.head_email, phone = g.phone,
      postal_address = g.postal_address, letter_to = g.letter_to, site = g.site, legal_form = g.legal_form,
      inn = g.inn, ogrn = g.ogrn, kpp = g.kpp
    FROM jsonb_populate_recordset(NULL::registry.party,
      ${JSON.stringify(given.map(({ id, party }) => ({ id, ...rowOf(party) })))}::jsonb) AS g
    WHERE p.id = g.id`.execute(tx)
  await writeKeys(
    tx,
    partyShelf,
    given.map(({ id, party }) => ({ id, keys: keysOfParty(party) })),
  )
}

/** Deletes cards to which no other thing points; statuses and directions go with them. @returns whether all of them went */
export async function deleteParties(tx: Tx, ids: number[]): Promise<boolean> {
  await sql`SAVEPOINT deleting`.execute(tx)
  try {
    await tx.deleteFrom("registry.party").where("id", "=", sql<number>`ANY(${ids})`).execute()
    await sql`RELEASE SAVEPOINT deleting`.execute(tx)
    return true
  } catch (err) {
    if ((err as { code?: string }).code !== foreignKey) throw err
    await sql`ROLLBACK TO SAVEPOINT deleting`.execute(tx)
    return false
  }
}

/** Something still points to it. */
const foreignKey = "23503"
