import { z } from "zod"
import { staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { notFound } from "#platform/refusal.ts"
import { lockOrganisation } from "./lock-organisation.ts"
import { deleteStatus } from "./status.store.ts"

/** Takes away a status that was entered by mistake; only the history of the card tells of it then. */
export const removeStatus = command({
  name: "party.remove_status",
  input: z.object({ id: z.number().int().positive(), status: z.number().int().positive() }),
  permit: staffSomewhere,
  async run(ctx, { id, status }) {
    const { statuses } = await lockOrganisation(ctx, id)
    const before = statuses.find((one) => one.id === status)
    if (!before) throw notFound()
    await deleteStatus(ctx.tx, status)
    await ctx.announce({
      name: "party.status_removed",
      subject: { kind: "party", id },
      payload: { status, kind: before.kind },
      changes: [{ field: "status", before: before.kind }],
    })
    return { id: status }
  },
})
