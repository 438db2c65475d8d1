import { z } from "zod"
import { staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { notFound } from "#platform/refusal.ts"
import { lockOrganisation } from "../status/lock-organisation.ts"
import { deleteProvider, providerById } from "./provider.store.ts"

/** Takes away what was entered by mistake; an organisation that provides a service no more gets a last day instead. */
export const removeProvider = command({
  name: "provider.remove",
  input: z.object({ id: z.number().int() }),
  permit: staffSomewhere,
  async run(ctx, { id }) {
    const before = await providerById(ctx.tx, id)
    if (!before) throw notFound()
    const { party } = await lockOrganisation(ctx, before.partyId)
    await deleteProvider(ctx.tx, id)
    await ctx.announce({
      name: "provider.removed",
      subject: { kind: "party", id: party.id },
      payload: { provider: id, service: before.serviceId },
    })
    return { id, party: party.id }
  },
})
