import { z } from "zod"
import { staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { InvalidInput, notFound, Refusal } from "#platform/refusal.ts"
import { lockOrganisation } from "../status/lock-organisation.ts"
import { checkProvider } from "./check-provider.ts"
import { providerById, updateProvider } from "./provider.store.ts"
import { changesOf } from "./provider-changes.ts"
import { providerFields } from "./provider-input.ts"
import { servesOn, targetsMeant } from "./service-provider.ts"

/** Says anew how an organisation provides a service, or until when it did; all fields in place of those before. */
export const editProvider = command({
  name: "provider.edit",
  input: z.object({ id: z.number().int(), version: z.number().int().optional(), ...providerFields }),
  permit: staffSomewhere,
  async run(ctx, { id, version, ...given }) {
    const { tx, now, announce } = ctx
    const found = await providerById(tx, id)
    if (!found) throw notFound()
    const { party } = await lockOrganisation(ctx, found.partyId)
    const before = await providerById(tx, id)
    if (!before) throw notFound()
    if (version !== undefined && version !== before.version) throw new Refusal(409, "provider.outdated")
    const after = { ...given, serviceId: before.serviceId, targets: targetsMeant(given.targets) }
    const today = now.toISOString().slice(0, 10)
    const { troubles } = await checkProvider(tx, party.id, after, today, before)
    if (troubles) throw new InvalidInput(troubles)
    await updateProvider(tx, id, after, servesOn(after, party.endedOn, today))
    await announce({
      name: "provider.edited",
      subject: { kind: "party", id: party.id },
      payload: { provider: id, service: before.serviceId },
      changes: changesOf(before, after),
    })
    return { id }
  },
})
