import { z } from "zod"
import { staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { InvalidInput, notAllowed } from "#platform/refusal.ts"
import { endRolesOver } from "#platform/session/people/scope-holders.ts"
import { endCurators } from "../curator/curator.store.ts"
import { updateCentre } from "./centre.store.ts"
import { scopeOfCentre } from "./centre.ts"
import { centreForUpdate, isClosed } from "./load-centre.ts"

/**
 * A centre leaves the network: the roles over its territory and its body end at once, its curators with its last day.
 * Its page, its body and all that it did stay.
 */
export const closeCentre = command({
  name: "centre.close",
  input: z.object({
    id: z.coerce.number().int(),
    closedOn: z.iso.date({ error: "invalid.date" }),
    closedWhy: z.string().trim().max(500).default(""),
    today: z.iso.date(),
  }),
  permit: staffSomewhere,
  async run(ctx, { id, closedOn, closedWhy, today }) {
    const { centre, rights } = await centreForUpdate(ctx, id)
    if (!rights.runs) throw notAllowed()
    if (centre.closedOn !== null) throw isClosed()
    if (closedOn > today || closedOn < centre.openedOn)
      throw new InvalidInput({ closedOn: { key: "centre.closed_wrong" } })
    await updateCentre(ctx.tx, { ...centre, closedOn, closedWhy })
    await endCurators(ctx.tx, { centreId: id }, closedOn)
    let people = await endRolesOver(ctx, { kind: "body", id: centre.partyId })
    if (centre.territoryId !== null) people += await endRolesOver(ctx, scopeOfCentre(centre))
    await ctx.announce({
      name: "centre.closed",
      subject: { kind: "centre", id },
      payload: { people },
      changes: [
        { field: "closedOn", after: closedOn },
        { field: "closedWhy", after: closedWhy },
      ],
    })
    return { id, people }
  },
})
