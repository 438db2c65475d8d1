import { z } from "zod"
import { staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { InvalidInput, notFound } from "#platform/refusal.ts"
import { lockOrganisation } from "./lock-organisation.ts"
import { updateEnd } from "./status.store.ts"
import { troubleOfEnd } from "./status.ts"
import { day, words } from "./status-input.ts"

/** Ends a status before its term, with the reason; it stays in the history. What prolongs it is a new status. */
export const endStatus = command({
  name: "party.end_status",
  input: z.object({ id: z.number().int().positive(), status: z.number().int().positive(), until: day, why: words }),
  permit: staffSomewhere,
  async run(ctx, { id, status, until, why }) {
    const { statuses } = await lockOrganisation(ctx, id)
    const before = statuses.find((one) => one.id === status)
    if (!before) throw notFound()
    const trouble = troubleOfEnd(before, until)
    if (trouble) throw new InvalidInput({ until: trouble })
    await updateEnd(ctx.tx, status, until, why)
    await ctx.announce({
      name: "party.status_ended",
      subject: { kind: "party", id },
      payload: { status, kind: before.kind },
      changes: [
        { field: "status", before: before.kind, after: before.kind },
        { field: "statusUntil", before: before.until, after: until },
        { field: "statusWhy", after: why },
      ],
    })
    return { id: status }
  },
})
