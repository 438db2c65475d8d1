import { z } from "zod"
import { day, line, partyNames } from "#modules/registry/public.ts"
import { type Actor, holds, signedIn, staffSomewhere } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import { InvalidInput, notFound } from "#platform/refusal.ts"
import { endGrantsOver } from "#platform/session/user/end-grants.ts"
import { indexPerson } from "../person/index-person.ts"
import { lockPerson } from "../person/lock-person.ts"
import { type Person, personForUpdate } from "../person/person.store.ts"
import { affiliationsOf, updateEnd } from "./affiliation.store.ts"
import { type Affiliation, present } from "./affiliation.ts"

/** Whether it is the actor's own leaving, or a leaving from what the actor speaks for. */
async function isTheirs(ctx: CommandContext, person: Person, one: Affiliation): Promise<boolean> {
  if (ctx.actor.kind === "user" && ctx.actor.userId === person.userId) return true
  const party = (await partyNames(ctx.tx, [one.partyId])).get(one.partyId)
  return party !== undefined && holds(ctx.actor, ["representative"], [{ kind: party.nature, id: party.id }])
}

/** Whoever has left speaks for the organisation no longer, unless another affiliation there goes on. */
async function endRights(ctx: CommandContext, person: Person, one: Affiliation, others: Affiliation[], until: string) {
  const { tx, now } = ctx
  const today = now.toISOString().slice(0, 10)
  const stays = present(others, today).some(({ id, partyId }) => id !== one.id && partyId === one.partyId)
  const party = (await partyNames(tx, [one.partyId])).get(one.partyId)
  if (!person.userId || !party || stays) return
  // The last day is a day of work: the right ends with it.
  const end = until < today ? now : new Date(`${until}T23:59:59Z`)
  await endGrantsOver(ctx, {
    userId: person.userId,
    role: "representative",
    scope: { kind: party.nature, id: party.id },
    until: end,
  })
}

const mayTry = (actor: Actor) => staffSomewhere(actor) || signedIn(actor)

/**
 * Says on which day somebody left an organisation or a body, and why; that it was so stays. Whoever keeps the person may
 * say it, the person itself, and who speaks for that organisation.
 */
export const endAffiliation = command({
  name: "person.end_affiliation",
  input: z.object({
    id: z.uuid(),
    affiliation: z.number().int().positive(),
    until: day,
    why: line(500).default(""),
  }),
  permit: mayTry,
  async run(ctx, { id, affiliation, until, why }) {
    const person = await personForUpdate(ctx.tx, id)
    if (!person) throw notFound()
    const affiliations = (await affiliationsOf(ctx.tx, [id])).get(id) ?? []
    const before = affiliations.find((one) => one.id === affiliation)
    if (!before || !(await isTheirs(ctx, person, before))) await lockPerson(ctx, id)
    if (!before) throw notFound()
    if (before.from && until < before.from)
      throw new InvalidInput({ until: { key: "registry.status.until_before_from" } })
    if (before.until && until >= before.until) throw new InvalidInput({ until: { key: "people.affiliation.prolongs" } })
    await updateEnd(ctx.tx, affiliation, until, why)
    await endRights(ctx, person, before, affiliations, until)
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
