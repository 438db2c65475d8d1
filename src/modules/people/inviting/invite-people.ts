import { z } from "zod"
import { email, partyNames } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { InvalidInput } from "#platform/refusal.ts"
import { site } from "#platform/site.ts"
import { addAffiliation } from "../affiliation/add-affiliation.ts"
import { affiliationRoles } from "../affiliation/affiliation.ts"
import { makeClaim } from "../claim/send-claim.ts"
import { createPerson } from "../person/add-person.ts"
import { lockPerson } from "../person/lock-person.ts"
import { personById } from "../person/person.store.ts"
import { personFields, personInput } from "../person/person-input.ts"
import { lineLimit } from "./read-list.ts"

/** One person of a list, with the card that is there already where there is one. */
export const invited = z.object({
  familyName: personFields.familyName,
  givenName: personFields.givenName,
  patronymic: personFields.patronymic,
  email: email.refine((text) => text !== "", "invalid.required"),
  role: z.enum(affiliationRoles).default("member"),
  partyId: z.number().int().nullable().default(null),
  personId: z.uuid().nullable().default(null),
})

/** Invites people by a list that was looked through: cards, where they belong, and a letter with a link to each. */
export const invitePeople = command({
  name: "person.invite",
  input: z.object({
    people: z.array(invited).min(1).max(lineLimit),
    territoryId: z.number().int().positive().nullable().default(null),
    site,
  }),
  permit: staffSomewhere,
  async run(ctx, { people, territoryId, site: letter }) {
    const parties = await partyNames(
      ctx.tx,
      people.flatMap(({ partyId }) => partyId ?? []),
    )
    for (const { role, partyId, personId, ...name } of people) {
      const party = partyId === null ? undefined : parties.get(partyId)
      if (partyId !== null && !party) throw new InvalidInput({ partyId: { key: "people.affiliation.no_party" } })
      const place = territoryId ?? party?.territoryId ?? null
      const id = personId ?? (await createPerson(ctx, personInput.parse({ ...name, territoryId: place })))
      const { affiliations } = await lockPerson(ctx, id)
      const there = affiliations.some((one) => one.partyId === partyId && one.role === role && !one.until)
      if (party && !there)
        await addAffiliation.run(ctx, { id, partyId: party.id, role, post: "", from: null, until: null })
      await makeClaim(ctx, (await personById(ctx.tx, id))!, name.email, letter)
    }
    return { sent: people.length }
  },
})
