import { z } from "zod"
import { allDirections } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { InvalidInput, notAllowed } from "#platform/refusal.ts"
import { publicLine } from "../centre/centre-input.ts"
import { centreForUpdate, isClosed } from "../centre/load-centre.ts"
import { curatorsOfCentre, endCurators, insertCurator } from "./curator.store.ts"

const dayBefore = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)

/** Says who is the curator of a direction in a centre from a day on; whoever was it before leaves off the day before. */
export const nameCurator = command({
  name: "curator.name",
  input: z.object({
    centreId: z.coerce.number().int(),
    directionId: z.coerce.number().int(),
    name: publicLine.refine((text) => text !== "", "invalid.required"),
    post: publicLine.default(""),
    fromOn: z.iso.date({ error: "invalid.date" }),
  }),
  permit: staffSomewhere,
  async run(ctx, { centreId, directionId, name, post, fromOn }) {
    const { centre, rights } = await centreForUpdate(ctx, centreId)
    if (!rights.keeps) throw notAllowed()
    if (centre.closedOn !== null) throw isClosed()
    if (!(await allDirections(ctx.tx)).some(({ id }) => id === directionId))
      throw new InvalidInput({ directionId: { key: "invalid.choice" } })
    for (const one of await curatorsOfCentre(ctx.tx, centreId, fromOn))
      if (one.directionId === directionId) await endCurators(ctx.tx, { id: one.id }, dayBefore(fromOn))
    const id = await insertCurator(ctx.tx, { centreId, directionId, name, post, fromOn, untilOn: null })
    await ctx.announce({
      name: "curator.named",
      subject: { kind: "centre", id: centreId },
      payload: { curator: id, direction: directionId },
    })
    return { id }
  },
})
