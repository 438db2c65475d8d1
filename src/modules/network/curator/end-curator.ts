import { z } from "zod"
import { staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { centreForUpdate } from "../centre/load-centre.ts"
import { curatorById, endCurators } from "./curator.store.ts"

/** A curator leaves off; `today` was the last day. One that has not begun never does. */
export const endCurator = command({
  name: "curator.end",
  input: z.object({ id: z.coerce.number().int(), today: z.iso.date() }),
  permit: staffSomewhere,
  async run(ctx, { id, today }) {
    const curator = await curatorById(ctx.tx, id)
    if (!curator) throw notFound()
    const { rights } = await centreForUpdate(ctx, curator.centreId)
    if (!rights.keeps) throw notAllowed()
    const over = curator.untilOn !== null && curator.untilOn <= today
    if (over) return { id }
    await endCurators(ctx.tx, { id }, today)
    await ctx.announce({
      name: "curator.ended",
      subject: { kind: "centre", id: curator.centreId },
      payload: { curator: id, direction: curator.directionId },
    })
    return { id }
  },
})
