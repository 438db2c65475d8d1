import { z } from "zod"
import { staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { changesBetween } from "#platform/events.ts"
import { InvalidInput, notAllowed } from "#platform/refusal.ts"
import { updateCentre } from "./centre.store.ts"
import { centreFields } from "./centre-input.ts"
import { centreForUpdate } from "./load-centre.ts"

/** Changes what a centre says of itself and its address; its name is that of its body's card. */
export const editCentre = command({
  name: "centre.edit",
  input: z.object({
    id: z.coerce.number().int(),
    slug: centreFields.slug.optional(),
    about: centreFields.about.optional(),
    contacts: centreFields.contacts.optional(),
  }),
  permit: staffSomewhere,
  async run(ctx, { id, ...given }) {
    const { all, centre, rights } = await centreForUpdate(ctx, id)
    if (!rights.keeps) throw notAllowed()
    const after = { ...centre, ...given, slug: given.slug || centre.slug }
    if (all.some((other) => other.id !== id && other.slug === after.slug))
      throw new InvalidInput({ slug: { key: "centre.slug_taken" } })
    const changes = changesBetween(centre, after, ["slug", "about", "contacts"])
    if (changes.length) {
      await updateCentre(ctx.tx, after)
      const fields = changes.map(({ field }) => field)
      await ctx.announce({ name: "centre.edited", subject: { kind: "centre", id }, payload: { fields }, changes })
    }
    return { id, slug: after.slug }
  },
})
