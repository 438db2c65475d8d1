import { z } from "zod"
import { day, line } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { InvalidInput, notFound } from "#platform/refusal.ts"
import { indexPerson } from "../person/index-person.ts"
import { lockPerson } from "../person/lock-person.ts"
import { updateEnd } from "./affiliation.store.ts"

/** Says on which day somebody left an organisation or a body, and why; that it was so stays. */
export const endAffiliation = command({
  name: "person.end_affiliation",
  input: z.object({
    id: z.uuid(),
    affiliation: z.number().int().positive(),
    until: day,
    why: line(500).default(""),
  }),
  permit: staffSomewhere,
  async run(ctx, { id, affiliation, until, why }) {
    const { affiliations } = await lockPerson(ctx, id)
    const before = affiliations.find((one) => one.id === affiliation)
    if (!before) throw notFound()
    if (before.from && until < before.from)
      throw new InvalidInput({ until: { key: "registry.status.until_before_from" } })
    if (before.until && until >= before.until) throw new InvalidInput({ until: { key: "people.affiliation.prolongs" } })
    await updateEnd(ctx.tx, affiliation, until, why)
    await indexPerson(ctx.tx, id, ctx.now)
    const changes = [
      { field: "role", before: before.role, after: before.role },
      { field: "until", before: before.until, after: until },
      ...(why ? [{ field: "endedWhy", after: why }] : []),
    ]
    await ctx.announce({
      name: "person.left",
      subject: { kind: "person", id },
      payload: { affiliation, party: before.partyId, role: before.role },
      changes: changes.map((change) => ({ ...change, personId: id })),
    })
    return { id: affiliation }
  },
})
