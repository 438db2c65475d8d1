import { allTerritories, partyNames, pathUp, scopesOfParty, scopesOfPath } from "#modules/registry/public.ts"
import { type Actor, administrator, holds, holdsSomewhere, type Scopes, staff, userIdOf } from "#platform/actor.ts"
import type { Db } from "#platform/db.ts"
import type { Application } from "./application.store.ts"
import { firstReviewer, type Step } from "./application.ts"

/** What a grant may name to cover an application: its territory and those above, and the place that a person joins. */
export async function scopesOfApplication(
  db: Db,
  { kind, territoryId, partyId }: Pick<Application, "kind" | "territoryId" | "partyId">,
): Promise<Scopes> {
  const territories = await allTerritories(db)
  const party = partyId === null || kind === "organisation" ? undefined : (await partyNames(db, [partyId])).get(partyId)
  const path = (id: number | null) => scopesOfPath(pathUp(territories, id))
  return [...(party ? scopesOfParty(party, path(party.territoryId)) : []), ...path(territoryId)]
}

/** Whoever may look at applications somewhere: the staff, and representatives of what people join. */
export const reviewsSomewhere = (actor: Actor): boolean =>
  holdsSomewhere(actor, ["administrator", "coordinator", "representative"])

/** Looks at this one and decides: the staff of its territory, for a person also who represents the place. */
export const canReview = (actor: Actor, kind: Application["kind"], scopes: Scopes): boolean =>
  staff(actor, scopes) ||
  (kind === "person" &&
    holds(
      actor,
      ["representative"],
      scopes.filter((scope) => scope.kind !== "territory"),
    ))

/** An appeal is decided by an administrator who did not decline it. */
export const canDecideAppeal = (actor: Actor, before: readonly Step[]): boolean =>
  administrator(actor) && userIdOf(actor) !== (firstReviewer(before) ?? "")
