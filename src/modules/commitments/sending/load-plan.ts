import { itemsForAsking } from "#modules/deliberation/public.ts"
import {
  allTerritories,
  contactsOf,
  findParties,
  foldName,
  idsBelow,
  type OpenParty,
  partiesByKind,
  partyNames,
} from "#modules/registry/public.ts"
import type { Db } from "#platform/db.ts"
import { recipientsOf } from "../recipient/recipient.store.ts"
import { requestsOfResolution } from "../request/request.store.ts"
import { kindsOfClass } from "./kinds-of-class.ts"
import { type Planned, type PlannedClass, planAsking } from "./plan-asking.ts"

/** Of a class no more members are offered at once. */
export const membersShown = 500

/** What was chosen in classes, by the key of the class: members by id, and a name to look for. */
export type Chosen = { ticked: Map<string, number[]>; find: Map<string, string> }
export const nothingChosen: Chosen = { ticked: new Map(), find: new Map() }

/** An addressee with how it can be reached; `postal`: paper has an address to go to. */
export type Reachable = Planned & { email: string; postal: string; letterTo: string }
/** A class with those who may be meant; `more`: there are more than are shown. */
export type Expanded = PlannedClass & { members: OpenParty[]; more: boolean; find: string; kinds: string[] }

type Placed = { id: number; territoryId: number | null; demo: boolean }

/** Who would be asked what in a resolution, how each can be reached, and who may be meant by classes. */
export async function loadPlan(db: Db, resolution: Placed, chosen = nothingChosen) {
  const [items, before, known, territories] = await Promise.all([
    itemsForAsking(db, resolution.id),
    requestsOfResolution(db, resolution.id),
    recipientsOf(db, resolution.id),
    allTerritories(db),
  ])
  const ticked = await partyNames(db, [...chosen.ticked.values()].flat())
  const members = new Map(
    [...chosen.ticked].map(([key, ids]) => [key, ids.flatMap((id) => ticked.get(id) ?? [])] as const),
  )
  const plan = planAsking(items, before, members)
  const contacts = await contactsOf(
    db,
    plan.recipients.flatMap(({ partyId }) => partyId ?? []),
  )
  const mailed = new Map(known.map((one) => [foldName(one.addressee), one.email]))
  const recipients = plan.recipients.map((one): Reachable => {
    const card = one.partyId === null ? undefined : contacts.get(one.partyId)
    const email = card?.email || mailed.get(foldName(one.name)) || ""
    return { ...one, email, postal: card?.postalAddress ?? "", letterTo: card?.letterTo ?? "" }
  })
  const below = resolution.territoryId === null ? undefined : idsBelow(territories, resolution.territoryId)
  const asked = new Set(before.map((one) => `${one.itemId} ${foldName(one.addressee)}`))
  const expand = async (one: PlannedClass): Promise<Expanded> => {
    const kinds = kindsOfClass(one.name)
    const find = chosen.find.get(one.key) ?? ""
    const found = await matching(db, find, { kinds, demo: resolution.demo, ...(below && { territoryIds: below }) })
    const fresh = found.filter((p) => one.items.some(({ id }) => !asked.has(`${id} ${foldName(p.name)}`)))
    const own = new Map((members.get(one.key) ?? []).concat(fresh.slice(0, membersShown)).map((p) => [p.id, p]))
    return { ...one, members: [...own.values()], more: fresh.length > membersShown, find, kinds }
  }
  return { ...plan, recipients, classes: await Promise.all(plan.classes.map(expand)) }
}
export type LoadedPlan = Awaited<ReturnType<typeof loadPlan>>

/** By name where one is looked for, else by the words of the class; nobody where these say nothing. */
async function matching(db: Db, find: string, of: Parameters<typeof partiesByKind>[1]) {
  if (find) return findParties(db, find, 50)
  return of.kinds.length ? partiesByKind(db, of, membersShown + 1) : []
}
