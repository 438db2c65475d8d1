import { z } from "zod"
import { AlikeFound, seenAlike, territoryScopes } from "#modules/registry/public.ts"
import { staff, staffSomewhere } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import { InvalidInput } from "#platform/refusal.ts"
import { alikeToNewPerson } from "../duplicate/find-alike-people.ts"
import { canKeepPerson } from "./person.policy.ts"
import { insertPerson, personById } from "./person.store.ts"
import { addressOfPerson, fullName } from "./person.ts"
import { type PersonInput, personInput } from "./person-input.ts"
import { troubleOfBirth } from "./trouble-of-birth.ts"

/**
 * Adds a person inside a transaction that is already open.
 * @throws InvalidInput when the day of birth is not a past one or the territory is not one of the actor's
 */
export async function createPerson(ctx: CommandContext, input: PersonInput, demo = false): Promise<string> {
  troubleOfBirth(input.birthOn, ctx.now)
  const scopes = await territoryScopes(ctx.tx, input.territoryId)
  if (input.territoryId !== null && !scopes.length) throw new InvalidInput({ territoryId: { key: "invalid.choice" } })
  if (!canKeepPerson(ctx.actor, scopes))
    throw new InvalidInput({
      territoryId: { key: staff(ctx.actor) ? "invalid.choice" : "people.person.territory_not_yours" },
    })
  const id = await insertPerson(ctx.tx, input, ctx.now, demo)
  await ctx.announce({ name: "person.added", subject: { kind: "person", id } })
  return id
}

async function refuseAlike({ tx, actor, now }: CommandContext, id: string, seen: string[]): Promise<void> {
  const today = now.toISOString().slice(0, 10)
  const alike = await alikeToNewPerson(tx, (await personById(tx, id))!, { actor, today })
  if (alike.every(({ shown }) => seen.includes(shown.person.id))) return
  throw new AlikeFound(
    alike,
    alike.map(({ shown: { person } }) => ({ title: fullName(person), path: addressOfPerson(person.id) })),
  )
}

/**
 * Adds a person, who needs no account.
 * @throws AlikeFound when the actor keeps people like it besides those that it has seen
 */
export const addPerson = command({
  name: "person.add",
  input: personInput.and(z.object({ seenAlike })),
  permit: staffSomewhere,
  async run(ctx, { seenAlike, ...input }) {
    const id = await createPerson(ctx, input)
    if (seenAlike) await refuseAlike(ctx, id, seenAlike)
    return { id }
  },
})
