import { z } from "zod"
import { partyNames } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { InvalidInput } from "#platform/refusal.ts"
import { indexPerson } from "../person/index-person.ts"
import { lockPerson } from "../person/lock-person.ts"
import { insertAffiliation } from "./affiliation.store.ts"
import { affiliationFields } from "./affiliation-input.ts"

/**
 * Says what a person is in an organisation or a body. Whoever keeps the person may say it, naming any party: a volunteer
 * of one town belongs to a society of another.
 */
export const addAffiliation = command({
  name: "person.affiliate",
  input: z.object({ id: z.uuid(), ...affiliationFields }),
  permit: staffSomewhere,
  async run(ctx, { id, ...given }) {
    const { tx, now, announce } = ctx
    const { affiliations: others } = await lockPerson(ctx, id)
    const party = (await partyNames(tx, [given.partyId])).get(given.partyId)
    if (!party) throw new InvalidInput({ partyId: { key: "people.affiliation.no_party" } })
    if (given.from && given.until && given.until < given.from)
      throw new InvalidInput({ until: { key: "registry.status.until_before_from" } })
    const same = others.find(({ partyId, role, until }) => partyId === party.id && role === given.role && !until)
    if (same && !given.until) throw new InvalidInput({ role: { key: "people.affiliation.there" } })
    const row = await insertAffiliation(tx, { personId: id, ...given, partyId: party.id }, now)
    await indexPerson(tx, id, now)
    const changes = [
      { field: "party", after: party.name },
      { field: "role", after: given.role },
      { field: "post", after: given.post },
      { field: "from", after: given.from },
      { field: "until", after: given.until },
    ]
    await announce({
      name: "person.affiliated",
      subject: { kind: "person", id },
      payload: { affiliation: row.id, party: party.id, role: given.role },
      changes: changes.filter(({ after }) => after).map((change) => ({ ...change, personId: id })),
    })
    return row
  },
})
