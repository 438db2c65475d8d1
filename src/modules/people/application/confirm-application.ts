import { z } from "zod"
import { createParty, lines, type OpenParty, partyNames, setDirections } from "#modules/registry/public.ts"
import { userIdOf } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import { InvalidInput } from "#platform/refusal.ts"
import { site } from "#platform/site.ts"
import { affiliationsOf, insertAffiliation } from "../affiliation/affiliation.store.ts"
import { makeRepresentative } from "../claim/make-representative.ts"
import { makeClaim } from "../claim/send-claim.ts"
import { indexPerson } from "../person/index-person.ts"
import { lockPerson } from "../person/lock-person.ts"
import { insertPerson, type Person, personById } from "../person/person.store.ts"
import { personInput } from "../person/person-input.ts"
import { reviewsSomewhere } from "./application.policy.ts"
import { type Application, writeResult, writeStep } from "./application.store.ts"
import { lockApplication } from "./load-application.ts"
import { tellApplicant } from "./tell-applicant.ts"

/** The organisation's card: a known one that the reviewer chose, or a new one. */
async function partyOf(ctx: CommandContext, one: Application, chosen: number | null): Promise<OpenParty> {
  const known = chosen ?? one.partyId
  const id =
    known ??
    (await createParty(ctx, {
      nature: "organisation",
      kind: one.partyKind,
      name: one.name,
      inn: one.inn,
      territoryId: one.territoryId,
      headEmail: one.email,
      phone: one.phone,
    }))
  if (known === null && one.directions.length) await setDirections.run(ctx, { id, directions: one.directions })
  const party = (await partyNames(ctx.tx, [id])).get(id)
  if (!party) throw new InvalidInput({ partyId: { key: "people.affiliation.no_party" } })
  return party
}

/** The person's card: one that the reviewer keeps and recognised, or a new one; an address alone attaches nothing. */
async function whoIs(ctx: CommandContext, one: Application, chosen: string | null): Promise<Person> {
  if (chosen) return (await lockPerson(ctx, chosen)).person
  const { familyName, givenName, patronymic, email, phone, territoryId } = one
  const input = personInput.parse({ familyName, givenName, patronymic, email, phone, territoryId })
  const id = await insertPerson(ctx.tx, input, ctx.now)
  await ctx.announce({ name: "person.added", subject: { kind: "person", id } })
  return (await personById(ctx.tx, id))!
}

async function belong(ctx: CommandContext, one: Application, party: OpenParty, person: Person) {
  const { tx, now, announce } = ctx
  const there = (await affiliationsOf(tx, [person.id])).get(person.id) ?? []
  if (there.some(({ partyId, role, until }) => partyId === party.id && role === one.role && !until)) return
  const from = now.toISOString().slice(0, 10)
  const { post, role } = one
  const row = await insertAffiliation(
    tx,
    { personId: person.id, partyId: party.id, role, post, from, until: null },
    now,
  )
  await indexPerson(tx, person.id, now)
  const changes = [
    { field: "party", after: party.name },
    { field: "role", after: role },
  ]
  await announce({
    name: "person.affiliated",
    subject: { kind: "person", id: person.id },
    payload: { affiliation: row.id, party: party.id, role },
    changes: changes.map((change) => ({ ...change, personId: person.id })),
  })
}

/**
 * Confirms: makes or connects the cards, says that the person belongs there, and lets it in. The head of an
 * organisation then speaks for it: at once with an account, else by the link of the letter.
 */
export const confirmApplication = command({
  name: "application.confirm",
  input: z.object({
    id: z.coerce.number().int(),
    /** A card of the registry that is this organisation. */
    partyId: z.number().int().positive().nullable().default(null),
    /** A card that is this person. */
    personId: z.uuid().nullable().default(null),
    text: lines(4000).default(""),
    site,
  }),
  permit: reviewsSomewhere,
  async run(ctx, { id, partyId, personId, text, site: letter }) {
    const { tx, actor, now, announce } = ctx
    const { one, state } = await lockApplication(ctx, id, "confirm")
    const party = await partyOf(ctx, one, one.kind === "organisation" ? partyId : null)
    const person = await whoIs(ctx, one, personId)
    await belong(ctx, one, party, person)
    await writeResult(tx, id, party.id, person.id)
    await writeStep(tx, id, { kind: "confirm", text, at: now, userId: userIdOf(actor) }, state)
    const speaks = one.kind === "organisation" ? party : undefined
    if (person.userId) {
      if (speaks) await makeRepresentative(ctx, person.userId, speaks)
    } else await makeClaim(ctx, person, one.email, letter, speaks)
    await tellApplicant(tx, one, "confirm", text, { site: letter, now })
    await announce({
      name: "application.moved",
      subject: { kind: "application", id },
      payload: { step: "confirm" },
    })
    return { id, party: party.id, person: person.id }
  },
})
