import { allTerritories, partyNames } from "#modules/registry/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { headsOf } from "../staff/staff.store.ts"
import { rightsOver } from "./centre.policy.ts"
import { allCentres } from "./centre.store.ts"
import { type Centre, scopeOfCentre } from "./centre.ts"

/** The centre of the address with its body, its place and what the reader may do. @throws Refusal 404 */
export async function openCentre(c: Ctx) {
  const { services, actor } = c.var
  const { db } = services
  const all = await allCentres(db)
  const { slug } = c.req.param() as { slug?: string }
  const centre = all.find((one) => one.slug === slug)
  if (!centre) throw notFound()
  const [territories, parties, heads] = await Promise.all([
    allTerritories(db),
    partyNames(
      db,
      all.map(({ partyId }) => partyId),
    ),
    headsOf(db, centre.id),
  ])
  const nameOf = (one: Centre) => parties.get(one.partyId)?.name ?? ""
  return {
    all,
    centre,
    territories,
    heads,
    nameOf,
    name: nameOf(centre),
    party: parties.get(centre.partyId)!,
    territory: territories.find(({ id }) => id === centre.territoryId),
    path: `/centres/${centre.slug}`,
    rights: rightsOver(actor, all, territories, centre, heads),
  }
}
export type Opened = Awaited<ReturnType<typeof openCentre>>

/** The same for those who keep it. @throws Refusal 403 */
export async function keptCentre(c: Ctx): Promise<Opened> {
  const opened = await openCentre(c)
  if (!opened.rights.keeps) throw notAllowed()
  return opened
}

/** What leads from a page about a centre back to it. */
export const crumbsOf = (c: Ctx, { path, name }: Pick<Opened, "path" | "name">) => [
  { href: "/centres", label: c.var.view.t("centre.list") },
  { href: path, label: name },
]

/** The centres in whose scope the actor works by name, and not through all of the installation. */
export function ownCentres({ var: { actor } }: Ctx, all: Centre[]): Centre[] {
  if (actor.kind !== "user") return []
  const scopes = actor.grants.flatMap(({ role, scope }) => (role === "coordinator" ? [scope] : []))
  return all.filter((centre) => {
    const own = scopeOfCentre(centre)
    return centre.closedOn === null && scopes.some((s) => s.kind === own.kind && s.id === own.id)
  })
}
