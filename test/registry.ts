import { addParty } from "#modules/registry/party/add-party.ts"
import { addTerritory } from "#modules/registry/territory/add-territory.ts"
import type { TerritoryKind } from "#modules/registry/territory/territory.ts"
import type { Actor } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import type { Services } from "#platform/services.ts"

const caller = ({ db, clock, listeners }: Services, actor: Actor) => ({ db, clock, listeners, actor })

/** Adds a territory the way the page does. @returns its id */
export const aTerritory = async (
  services: Services,
  actor: Actor,
  name: string,
  parentId: number | null = null,
  kind: TerritoryKind = "municipality",
): Promise<number> => (await perform(addTerritory, caller(services, actor), { name, kind, parentId })).id

/** Adds a party the way the page does; an ngo unless told otherwise. @returns its id */
export const aParty = async (
  services: Services,
  actor: Actor,
  name: string,
  more: Record<string, unknown> = {},
): Promise<number> =>
  (await perform(addParty, caller(services, actor), { nature: "organisation", kind: "ngo", name, ...more })).id
