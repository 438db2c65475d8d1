import { z } from "zod"
import { command } from "#platform/command.ts"
import { InvalidInput, notFound } from "#platform/refusal.ts"
import { canKeepDirections } from "./direction.policy.ts"
import { deleteDirection, lockDirections, moveParties } from "./direction.store.ts"

/** Gives the parties of one direction to another one, and takes the first away. @returns how many parties were given */
export const mergeDirections = command({
  name: "direction.merge",
  input: z.object({ id: z.coerce.number().int(), into: z.coerce.number().int() }),
  permit: canKeepDirections,
  async run({ tx, announce }, { id, into }) {
    const ids = (await lockDirections(tx)).map((direction) => direction.id)
    if (!ids.includes(id)) throw notFound()
    if (id === into || !ids.includes(into)) throw new InvalidInput({ into: { key: "invalid.choice" } })
    const parties = await moveParties(tx, id, into)
    await deleteDirection(tx, id)
    await announce({
      name: "direction.merged",
      subject: { kind: "direction", id: into },
      payload: { from: id, parties },
    })
    return { id: into, parties }
  },
})
