import {
  allTerritories,
  idsBelow,
  type OpenParty,
  pathUp,
  scopesOfParty,
  scopesOfPath,
  type Territory,
} from "#modules/registry/public.ts"
import { type Actor, holds, type Scopes, signedIn, staff, staffSomewhere } from "#platform/actor.ts"
import type { Db } from "#platform/db.ts"
import type { Reader } from "./fields.ts"

/** What a grant may name to cover a person: its territory and those above, and where it belongs, with theirs. */
export const scopesOfPerson = (
  { territoryId }: { territoryId: number | null },
  parties: OpenParty[],
  territories: Territory[],
): Scopes => [
  ...parties.flatMap((party) => scopesOfParty(party, scopesOfPath(pathUp(territories, party.territoryId)))),
  ...scopesOfPath(pathUp(territories, territoryId)),
]

/** Adds or changes a person with these scopes. */
export const canKeepPerson = (actor: Actor, scopes: Scopes): boolean => staff(actor, scopes)

/** Says what somebody can do: people of themselves, the staff of others. */
export const mayDescribe = (actor: Actor): boolean => signedIn(actor) || staffSomewhere(actor)

/** As whom an actor reads a person; undefined stands for everybody. */
export function readerOf(actor: Actor, person: { userId: string | null }, scopes: Scopes): Reader | undefined {
  if (actor.kind === "user" && actor.userId === person.userId) return staff(actor, scopes) ? "staff" : "self"
  if (staff(actor, scopes)) return "staff"
  const represented = scopes.filter(({ kind }) => kind !== "territory")
  return represented.length && holds(actor, ["representative"], represented) ? "organisation" : undefined
}

/** Whose people an actor finds in lists, besides those whom everybody sees. */
export type Reach = "all" | { territories: number[]; parties: number[] }

/** By the grants of an actor: a territory with all below it, an organisation, a body, or everything. */
export async function reachOf(db: Db, actor: Actor): Promise<Reach> {
  if (staff(actor)) return "all"
  const grants = actor.kind === "user" ? actor.grants : []
  const reach: Exclude<Reach, "all"> = { territories: [], parties: [] }
  for (const { role, scope } of grants) {
    const keeps = role === "administrator" || role === "coordinator"
    if (scope.kind === "territory" && keeps) reach.territories.push(...idsBelow(await allTerritories(db), scope.id))
    if ((scope.kind === "organisation" || scope.kind === "body") && (keeps || role === "representative"))
      reach.parties.push(scope.id)
  }
  return reach
}
