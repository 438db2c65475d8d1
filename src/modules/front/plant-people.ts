import {
  addAffiliation,
  addGuardian,
  allCompetences,
  createPerson,
  describePerson,
  findPeopleAlikeNow,
  giveRole,
  nameDemoOperator,
  plantApplication,
  recordConsent,
  stateCompetence,
} from "#modules/people/public.ts"
import { partyByName } from "#modules/registry/public.ts"
import type { CommandContext } from "#platform/command.ts"
import { demoApplication, demoOperator, demoPeople } from "./demo-people.ts"

/** Plants the people of the example in its town, when its organisations are there. */
export async function plantPeople(ctx: CommandContext, town: number): Promise<void> {
  await nameDemoOperator(ctx, demoOperator)
  const catalogue = await allCompetences(ctx.tx)
  for (const { person, belongs, consents = [], guardian, skills = [], role, languages, availability } of demoPeople) {
    const id = await createPerson(ctx, { ...person, territoryId: town, demo: true })
    for (const { party, post = "", ...rest } of belongs) {
      const known = await partyByName(ctx.tx, party)
      if (known) await addAffiliation.run(ctx, { ...rest, post, until: null, id, partyId: known.id })
    }
    for (const { competence, ...skill } of skills) {
      const known = catalogue.find(({ nameRu, retired }) => nameRu === competence && !retired)
      if (known) await stateCompetence.run(ctx, stateCompetence.input.parse({ ...skill, id, competenceId: known.id }))
    }
    if (role) await giveRole.run(ctx, giveRole.input.parse({ ...role, id }))
    if (languages || availability) await describePerson.run(ctx, { id, languages, availability })
    if (guardian) await addGuardian.run(ctx, { id, ...guardian })
    for (const one of consents)
      await recordConsent.run(ctx, recordConsent.input.parse({ ...one, id, channel: "in_person" }))
  }
  await findPeopleAlikeNow(ctx.tx)
  await plantApplication(ctx, { ...demoApplication, territoryId: town })
}
