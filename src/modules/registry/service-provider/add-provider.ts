import { z } from "zod"
import { staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { InvalidInput } from "#platform/refusal.ts"
import { lockOrganisation } from "../status/lock-organisation.ts"
import { checkProvider } from "./check-provider.ts"
import { insertProvider } from "./provider.store.ts"
import { changesOf } from "./provider-changes.ts"
import { providerFields } from "./provider-input.ts"
import { servesOn, targetsMeant } from "./service-provider.ts"

/** Says that an organisation provides a service: since when, where, for whom and by which decision. */
export const addProvider = command({
  name: "provider.add",
  input: z.object({ organisation: z.number().int(), serviceId: z.number().int(), ...providerFields }),
  permit: staffSomewhere,
  async run(ctx, { organisation, ...given }) {
    const { tx, now, announce } = ctx
    const { party } = await lockOrganisation(ctx, organisation)
    const provider = { ...given, targets: targetsMeant(given.targets) }
    const today = now.toISOString().slice(0, 10)
    const { troubles, service } = await checkProvider(tx, party.id, provider, today)
    if (troubles) throw new InvalidInput(troubles)
    const row = await insertProvider(tx, party, provider, servesOn(provider, party.endedOn, today), now)
    await announce({
      name: "provider.added",
      subject: { kind: "party", id: party.id },
      payload: { provider: row.id, service: given.serviceId },
      changes: [{ field: "service", after: service }, ...changesOf(undefined, provider)],
    })
    return row
  },
})
