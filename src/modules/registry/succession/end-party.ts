import { z } from "zod"
import { staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { changesBetween } from "#platform/events.ts"
import { InvalidInput, notAllowed, notFound } from "#platform/refusal.ts"
import { canKeepParty, scopesOfParty } from "../party/party.policy.ts"
import { partyById, partyByName } from "../party/party.store.ts"
import { scopesOfPath } from "../territory/territory.policy.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { pathUp } from "../territory/territory.ts"
import { endingForUpdate, leadsTo, saveEnding } from "./succession.store.ts"

/**
 * Says that a party is no more since a day, and who went on with its work, by the name of its card; without a day it is
 * there again.
 *
 * @throws InvalidInput when the successor is unknown, the party itself, or one whose work the party goes on with
 */
export const endParty = command({
  name: "party.end",
  input: z.object({
    id: z.coerce.number().int().positive(),
    endedOn: z.iso.date({ error: "invalid.date" }).nullable(),
    successor: z.string().trim().max(500, { error: "invalid.too_long" }).default(""),
    /** YYYY-MM-DD in the installation's zone. */
    today: z.iso.date(),
  }),
  permit: staffSomewhere,
  async run({ tx, actor, announce }, { id, endedOn, successor, today }) {
    const party = await partyById(tx, id)
    const before = await endingForUpdate(tx, id)
    if (!party || !before) throw notFound()
    const path = pathUp(await allTerritories(tx), party.territoryId)
    if (!canKeepParty(actor, scopesOfParty(party, scopesOfPath(path)))) throw notAllowed()
    if (successor && !endedOn) throw new InvalidInput({ endedOn: { key: "invalid.required" } })
    if (endedOn && endedOn > today) throw new InvalidInput({ endedOn: { key: "registry.ending.future" } })
    const next = successor ? await partyByName(tx, successor) : undefined
    if (successor && !next) throw new InvalidInput({ successor: { key: "registry.ending.unknown" } })
    if (next && (await leadsTo(tx, next.id, id))) throw new InvalidInput({ successor: { key: "registry.ending.ring" } })
    const named = async (id: number | null) => (id === null ? "" : ((await partyById(tx, id))?.name ?? ""))
    const changes = changesBetween(
      { endedOn: before.endedOn ?? "", successor: await named(before.successorId) },
      { endedOn: endedOn ?? "", successor: next?.name ?? "" },
      ["endedOn", "successor"],
    )
    if (!changes.length) return { id }
    await saveEnding(tx, id, { endedOn, successorId: next?.id ?? null })
    await announce({
      name: "party.ended",
      subject: { kind: "party", id },
      payload: { successor: next?.id ?? null },
      changes,
    })
    return { id }
  },
})
