import { z } from "zod"
import type { Territory } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import { changesBetween } from "#platform/events.ts"
import { InvalidInput, Refusal } from "#platform/refusal.ts"
import { indexPerson } from "./index-person.ts"
import { lockPerson } from "./lock-person.ts"
import { canKeepPerson, scopesOfPerson } from "./person.policy.ts"
import { type Person, publishedOf, updatePerson } from "./person.store.ts"
import { mayBeListed } from "./person.ts"
import { changedFields } from "./person-input.ts"
import { troubleOfBirth } from "./trouble-of-birth.ts"

const written = [
  "familyName",
  "givenName",
  "patronymic",
  "birthOn",
  "territory",
  "email",
  "phone",
  "address",
  "note",
] as const

/** Writes what differs, into the search and the journal, too; the actor's right to do so was asked before. */
export async function saveChanges(
  { tx, now, announce }: CommandContext,
  before: Person,
  after: Person,
  territories: Territory[],
): Promise<void> {
  const { id } = before
  const named = (person: Person) => ({
    ...person,
    territory: territories.find((territory) => territory.id === person.territoryId)?.name ?? "",
  })
  const changes = changesBetween(named(before), named(after), [...written])
  if (!changes.length) return
  const published = (await publishedOf(tx, [id])).get(id) ?? []
  const listed = published.includes("name") && mayBeListed(after.birthOn, now.toISOString().slice(0, 10))
  await updatePerson(tx, id, after, listed)
  await indexPerson(tx, id, now)
  await announce({
    name: "person.edited",
    subject: { kind: "person", id },
    payload: { fields: changes.map(({ field }) => field) },
    changes: changes.map((change) => ({ ...change, personId: id })),
  })
}

/** Changes the given fields; `version` is the one that the reader saw, and an older one is refused. */
export const editPerson = command({
  name: "person.edit",
  input: z.object({ id: z.uuid(), version: z.number().int().optional(), ...changedFields }),
  permit: staffSomewhere,
  async run(ctx, { id, version, ...given }) {
    const { actor, now } = ctx
    const { person: before, parties, territories } = await lockPerson(ctx, id)
    if (version !== undefined && version !== before.version) throw new Refusal(409, "people.person.changed_meanwhile")
    const after = { ...before, ...given }
    troubleOfBirth(after.birthOn, now)
    if (after.territoryId !== null && !territories.some((territory) => territory.id === after.territoryId))
      throw new InvalidInput({ territoryId: { key: "invalid.choice" } })
    if (!canKeepPerson(actor, scopesOfPerson(after, parties, territories)))
      throw new InvalidInput({ territoryId: { key: "people.person.territory_not_yours" } })
    await saveChanges(ctx, before, after, territories)
    return { id }
  },
})
