import { type PlannedResolution, plantRequests } from "#modules/commitments/planting/plant-requests.store.ts"
import { draftResolution } from "#modules/deliberation/draft/draft-resolution.ts"
import { itemsForAsking } from "#modules/deliberation/public.ts"
import { adoptResolution } from "#modules/deliberation/resolution/adopt-resolution.ts"
import type { ImportRow } from "#modules/registry/party/import-row.ts"
import { countParties, listParties } from "#modules/registry/party/list-parties.ts"
import { plantParties } from "#modules/registry/planting/plant-parties.store.ts"
import { addTerritory } from "#modules/registry/territory/add-territory.ts"
import { allTerritories } from "#modules/registry/territory/territory.store.ts"
import { system } from "#platform/actor.ts"
import { type Caller, perform } from "#platform/command.ts"
import { dayIn } from "#platform/day.ts"
import type { Services } from "#platform/services.ts"
import { inventPeople } from "./invent-people.ts"
import { inventRequests } from "./invent-requests.ts"
import { randomFrom } from "./random.ts"
import { moreOrganisations, parties, places, regionName } from "./region.ts"
import { inventResolution, type KnownParty } from "./resolution.ts"

/**
 * How many of each; the same seed makes the same region. `people` and `organisations` are those of the registry, the
 * latter altogether and never fewer than the region has by itself; `participants` stand in resolutions.
 */
export type Size = { items: number; people?: number; organisations?: number; participants?: number; seed?: number }

const perResolution = [20, 60] as const
/** Requests of so many resolutions are written at once: one statement takes 65,535 values. */
const together = 20
const partiesTogether = 2000

/**
 * Makes a large made-up region by the commands that people use: territories, adopted resolutions with
 * addressees, participants and search documents. Two thousand parties or more, people, and how the addressees were asked
 * and have answered in every way are written at once for many. Called again with another seed, it adds resolutions
 * and people, and organisations up to the number asked for.
 * @param say told of what there is so many after each step
 * @returns how many of each were made, and how many organisations there are
 */
export async function plantLarge(services: Services, size: Size, say: (made: string) => void = () => {}) {
  const { db, clock, listeners } = services
  const caller = { db, clock, listeners, actor: system("seed") }
  const random = randomFrom(size.seed ?? 1)
  // Of their own, so that what is said about a region does not change its resolutions.
  const talks = randomFrom((size.seed ?? 1) + 1_000_000)
  const known = await plantRegion(caller)
  const organisations = await plantOrganisations(caller, size.organisations ?? 0, say)
  const participants = size.participants ?? Math.round(size.items / 5)
  let [items, people, resolutions, requests] = [0, 0, 0, 0]
  const today = dayIn(services.config.TZ_DEFAULT, clock.now())
  let asked: PlannedResolution[] = []
  const ask = async () => {
    requests += await db.transaction().execute((tx) => plantRequests(tx, services.secret, asked, clock.now()))
    asked = []
  }
  while (items < size.items) {
    const district = random.pick(known)
    const count = Math.min(random.between(...perResolution), size.items - items)
    const took = Math.round((participants * (items + count)) / size.items) - people
    const { content, document, adoptedOn, visibility } = inventResolution(random, {
      items: count,
      people: took,
      place: district.name,
      parties: district.parties,
    })
    const { territoryId } = district
    const drafted = { document, content, territoryId, sourceName: `${resolutions + 1}.txt` }
    const { id } = await perform(draftResolution, caller, drafted)
    await perform(adoptResolution, caller, { id, version: 1, adoptedOn, visibility, territoryId })
    const given = { resolutionId: id, territoryId, visibility, adoptedOn, today, parties: district.parties }
    asked.push(inventRequests(talks, { ...given, items: await itemsForAsking(db, id) }))
    if (asked.length === together) await ask()
    items += count
    people += took
    resolutions++
    say(`${items} of ${size.items} items`)
  }
  await ask()
  const settled = await inventPeople(caller, { people: size.people ?? 0, seed: size.seed ?? 1, today }, say)
  services.cache.clear()
  return { resolutions, items, requests, organisations, people: settled }
}

type District = { name: string; territoryId: number; parties: KnownParty[] }

async function plantRegion(caller: Caller): Promise<District[]> {
  const there = (await allTerritories(caller.db)).find((x) => x.parentId === null && x.name === regionName)
  if (there) return districtsOf(caller, there.id)
  const add = async (name: string, kind: "region" | "municipality" | "settlement", parentId: number | null) =>
    (await perform(addTerritory, caller, { name, kind, parentId })).id
  const region = await add(regionName, "region", null)
  for (const { name, settlements } of places) {
    const district = await add(name, "municipality", region)
    for (const settlement of settlements) await add(settlement, "settlement", district)
  }
  await plant(caller, parties)
  return districtsOf(caller, region)
}

const plant = ({ db, clock }: Caller, rows: ImportRow[]) =>
  db.transaction().execute((tx) => plantParties(tx, rows, clock.now()))

/** Adds organisations until there are so many. @returns how many there are */
async function plantOrganisations(caller: Caller, wanted: number, say: (made: string) => void): Promise<number> {
  const own = parties.filter(({ nature }) => nature === "organisation").length
  let there = await countParties(caller.db, { nature: "organisation" })
  for (let from = Math.max(there - own, 0); there < wanted; ) {
    const count = Math.min(partiesTogether, wanted - there)
    await plant(caller, moreOrganisations(from, count))
    from += count
    there = await countParties(caller.db, { nature: "organisation" })
    say(`${there} of ${wanted} organisations`)
  }
  return there
}

async function districtsOf({ db }: Caller, region: number): Promise<District[]> {
  const found: District[] = []
  for (const { id, name, parentId } of await allTerritories(db))
    if (parentId === region)
      found.push({ name, territoryId: id, parties: await listParties(db, { territories: [id] }, { limit: 100 }) })
  return found
}
