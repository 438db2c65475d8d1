import { z } from "zod"
import { staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { changesBetween } from "#platform/events.ts"
import { InvalidInput, notAllowed, notFound, Refusal } from "#platform/refusal.ts"
import { scopesOfPath } from "../territory/territory.policy.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { pathUp } from "../territory/territory.ts"
import { indexParty } from "./index-party.ts"
import { canKeepParty, scopesOfParty } from "./party.policy.ts"
import { partyByInn, partyByName, partyForUpdate, updateParty } from "./party.store.ts"
import { foldName, isKindOf } from "./party.ts"
import { changedFields } from "./party-input.ts"
import { innTaken } from "./party-words.ts"

const written = [
  "nature",
  "kind",
  "name",
  "shortName",
  "territory",
  "email",
  "headEmail",
  "phone",
  "postalAddress",
  "letterTo",
  "site",
  "legalForm",
  "inn",
  "ogrn",
  "kpp",
] as const

/** Changes the given fields; the place where it was and the one where it will be must be the actor's; `version` is the one that the reader saw, and an older one is refused. */
export const editParty = command({
  name: "party.edit",
  input: z.object({
    id: z.number().int().positive(),
    version: z.number().int().optional(),
    ...changedFields,
  }),
  permit: staffSomewhere,
  async run({ tx, actor, now, announce }, { id, version, ...given }) {
    const before = await partyForUpdate(tx, id)
    if (!before) throw notFound()
    const territories = await allTerritories(tx)
    const after = { ...before, ...given }
    const path = pathUp(territories, after.territoryId)
    if (after.territoryId !== null && !path.length) throw new InvalidInput({ territoryId: { key: "invalid.choice" } })
    const mine = scopesOfParty(before, scopesOfPath(pathUp(territories, before.territoryId)))
    if (!canKeepParty(actor, mine) || !canKeepParty(actor, scopesOfParty(after, scopesOfPath(path)))) throw notAllowed()
    if (version !== undefined && version !== before.version) throw new Refusal(409, "registry.party.changed_meanwhile")
    if (!isKindOf(after.nature, after.kind)) throw new InvalidInput({ kind: { key: "invalid.choice" } })
    const named = (party: typeof before) => ({
      ...party,
      territory: territories.find((territory) => territory.id === party.territoryId)?.name ?? "",
    })
    const changes = changesBetween(named(before), named(after), [...written])
    if (!changes.length) return { id }
    if (foldName(after.name) !== foldName(before.name) && (await partyByName(tx, after.name)))
      throw new InvalidInput({ name: { key: "registry.party.name_taken" } })
    const same = await partyByInn(tx, after)
    if (same && same.id !== id) throw new InvalidInput({ inn: innTaken(same) })
    await updateParty(tx, id, after)
    await indexParty(tx, after, territories, now, before.nature)
    await announce({
      name: "party.edited",
      subject: { kind: "party", id },
      payload: { fields: changes.map(({ field }) => field) },
      changes,
    })
    return { id }
  },
})
