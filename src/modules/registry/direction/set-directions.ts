import { z } from "zod"
import { staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { InvalidInput, notAllowed, notFound } from "#platform/refusal.ts"
import { indexParty } from "../party/index-party.ts"
import { canKeepParty, scopesOfParty } from "../party/party.policy.ts"
import { partyForUpdate } from "../party/party.store.ts"
import { scopesOfPath } from "../territory/territory.policy.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { pathUp } from "../territory/territory.ts"
import { directionsOf, lockDirections, writeDirections } from "./direction.store.ts"
import { choosable, directionLimit } from "./direction.ts"

/** Says what a party works in: the whole set, in place of the one before. @throws InvalidInput at `directions` */
export const setDirections = command({
  name: "party.set_directions",
  input: z.object({
    id: z.coerce.number().int(),
    directions: z.array(z.coerce.number().int()).max(100),
  }),
  permit: staffSomewhere,
  async run({ tx, actor, now, announce }, { id, directions }) {
    const all = await lockDirections(tx)
    const party = await partyForUpdate(tx, id)
    if (!party) throw notFound()
    const territories = await allTerritories(tx)
    if (!canKeepParty(actor, scopesOfParty(party, scopesOfPath(pathUp(territories, party.territoryId)))))
      throw notAllowed()
    const before = (await directionsOf(tx, [id])).get(id) ?? []
    const had = before.map((direction) => direction.id)
    const offered = choosable(all, had)
    if (directions.some((chosen) => !offered.some((direction) => direction.id === chosen)))
      throw new InvalidInput({ directions: { key: "invalid.choice" } })
    const after = offered.filter((direction) => directions.includes(direction.id))
    if (after.length > directionLimit)
      throw new InvalidInput({ directions: { key: "direction.too_many", params: { limit: directionLimit } } })
    const ids = after.map((direction) => direction.id)
    if (String(ids) === String(had)) return { id }
    await writeDirections(tx, id, ids)
    await indexParty(tx, party, territories, now)
    const names = (chosen: typeof after) => chosen.map(({ nameRu }) => nameRu).join(", ")
    await announce({
      name: "party.directions_set",
      subject: { kind: "party", id },
      payload: { directions: ids },
      changes: [{ field: "directions", before: names(before), after: names(after) }],
    })
    return { id }
  },
})
