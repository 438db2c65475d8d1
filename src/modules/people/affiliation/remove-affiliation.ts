import { z } from "zod"
import { staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { notFound } from "#platform/refusal.ts"
import { indexPerson } from "../person/index-person.ts"
import { lockPerson } from "../person/lock-person.ts"
import { deleteAffiliation } from "./affiliation.store.ts"

/** Takes away an affiliation that was entered by mistake; only the history of the card tells of it then. */
export const removeAffiliation = command({
  name: "person.remove_affiliation",
  input: z.object({ id: z.uuid(), affiliation: z.number().int().positive() }),
  permit: staffSomewhere,
  async run(ctx, { id, affiliation }) {
    const { affiliations } = await lockPerson(ctx, id)
    const before = affiliations.find((one) => one.id === affiliation)
    if (!before) throw notFound()
    await deleteAffiliation(ctx.tx, affiliation)
    await indexPerson(ctx.tx, id, ctx.now)
    await ctx.announce({
      name: "person.affiliation_removed",
      subject: { kind: "person", id },
      payload: { affiliation, party: before.partyId, role: before.role },
      changes: [{ field: "role", before: before.role, personId: id }],
    })
    return { id: affiliation }
  },
})
