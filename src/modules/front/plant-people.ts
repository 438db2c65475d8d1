import {
  addAffiliation,
  addGuardian,
  createPerson,
  nameDemoOperator,
  plantApplication,
  recordConsent,
} from "#modules/people/public.ts"
import { partyByName } from "#modules/registry/public.ts"
import type { CommandContext } from "#platform/command.ts"
import { demoApplication, demoOperator, demoPeople } from "./demo-people.ts"

/** Plants the people of the example in its town, when its organisations are there. */
export async function plantPeople(ctx: CommandContext, town: number): Promise<void> {
  await nameDemoOperator(ctx, demoOperator)
  for (const { person, belongs, consents = [], guardian } of demoPeople) {
    const id = await createPerson(ctx, { ...person, territoryId: town, demo: true })
    for (const { party, post = "", ...rest } of belongs) {
      const known = await partyByName(ctx.tx, party)
      if (known) await addAffiliation.run(ctx, { ...rest, post, until: null, id, partyId: known.id })
    }
    if (guardian) await addGuardian.run(ctx, { id, ...guardian })
    for (const one of consents)
      await recordConsent.run(ctx, recordConsent.input.parse({ ...one, id, channel: "in_person" }))
  }
  await plantApplication(ctx, { ...demoApplication, territoryId: town })
}
