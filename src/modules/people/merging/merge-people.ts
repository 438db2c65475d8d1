import { z } from "zod"
import type { Territory } from "#modules/registry/public.ts"
import { staffSomewhere, userIdOf } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import { changesBetween } from "#platform/events.ts"
import { moveRows } from "#platform/references/reference.store.ts"
import { type Reference, referencesTo } from "#platform/references/reference.ts"
import { InvalidInput, Refusal } from "#platform/refusal.ts"
import { applyConsents } from "../consent/apply-consents.ts"
import { marksOf } from "../consent/consent.store.ts"
import { standingOf } from "../consent/consent.ts"
import { indexPerson } from "../person/index-person.ts"
import { lockPerson } from "../person/lock-person.ts"
import { type Person, updatePeople } from "../person/person.store.ts"
import { insertMerge, type Rows, setAccount, setWithdrawn, takeOut, toldApart } from "./merge.store.ts"
import { agesApart, contradicts, type Fields, mergeFields, takenOf, valuesOf } from "./merge.ts"

/** Fields as the journal calls them. */
export function changesOf(before: Fields, after: Fields, territories: Territory[]) {
  const named = (one: Fields) => ({
    ...one,
    languages: one.languages.map(({ code }) => code).join(", "),
    territory: territories.find(({ id }) => id === one.territoryId)?.name ?? "",
  })
  const fields = mergeFields.map((field) => (field === "territoryId" ? ("territory" as const) : field))
  return changesBetween(named(before), named(after), fields)
}

/** Columns of all modules whose rows go with a person. */
export function columnsOf({ modules }: Pick<CommandContext, "modules">): Reference[] {
  if (!modules) throw new Error("cards are merged only where all modules are known")
  return referencesTo(modules, "person")
}

/** Why these two cannot be one, whatever is chosen. */
export function troubleOf(survivor: Person, merged: Person, today: string): Refusal | undefined {
  if (survivor.id === merged.id) return new Refusal(409, "people.merge.itself")
  if (survivor.userId && merged.userId) return new Refusal(409, "people.merge.accounts")
  return agesApart(survivor, merged, today) ? new Refusal(409, "people.merge.ages") : undefined
}

/** Who took the consent to processing back on one card has taken it back, unless the other card has one that counts. */
async function keepWithdrawal({ tx, now }: CommandContext, id: string, withdrawnOn: string | null) {
  const marks = (await marksOf(tx, [id])).get(id)!
  const today = now.toISOString().slice(0, 10)
  if (withdrawnOn && !marks.withdrawnOn && !standingOf(marks, today).counts) await setWithdrawn(tx, id, withdrawnOn)
}

/**
 * Merges one card of a person into another: all that belongs to it goes over, and what the other one has the like of is
 * set aside. Nothing is shown to everybody that was not shown before. `take`: fields whose value of the merged one holds.
 *
 * @throws InvalidInput `same` when the days of birth differ and nobody has said that they are one; Refusal 409 when
 *   they cannot be one, or have changed since they were read
 */
export const mergePeople = command({
  name: "person.merge",
  input: z.object({
    id: z.uuid(),
    other: z.uuid(),
    version: z.number().int().optional(),
    otherVersion: z.number().int().optional(),
    take: z.array(z.enum(mergeFields)).optional(),
    same: z.boolean().default(false),
  }),
  permit: staffSomewhere,
  async run(ctx, { id, other, version, otherVersion, take, same }) {
    const { tx, actor, now, announce } = ctx
    const today = now.toISOString().slice(0, 10)
    const locked = new Map<string, Awaited<ReturnType<typeof lockPerson>>>()
    for (const one of [id, other].sort()) locked.set(one, await lockPerson(ctx, one)) // in one order, whoever asks first
    const { person: survivor, territories } = locked.get(id)!
    const { person: merged } = locked.get(other)!
    const trouble = troubleOf(survivor, merged, today)
    if (trouble) throw trouble
    if ((version ?? survivor.version) !== survivor.version || (otherVersion ?? merged.version) !== merged.version)
      throw new Refusal(409, "people.person.changed_meanwhile")
    if (!same && contradicts(survivor, merged)) throw new InvalidInput({ same: { key: "people.merge.contradict" } })

    const taken = takenOf(survivor, merged, take)
    const after: Person = { ...survivor, ...valuesOf(merged, taken) }
    const marks = await marksOf(tx, [id, other])
    const columns = columnsOf(ctx)
    const moved = await moveRows(tx, columns, other, id)
    const apart = await toldApart(tx, other)
    const aside: Record<string, Rows> = apart.length ? { toldApart: apart } : {}
    for (const { table, column } of columns) {
      const rows = await takeOut(tx, table, column, other)
      if (rows.length) aside[table] = rows
    }
    const [row] = await takeOut(tx, "people.person", "id", other)
    if (merged.userId) await setAccount(tx, id, merged.userId)
    await updatePeople(tx, [after])
    await applyConsents(ctx, after)
    await keepWithdrawal(ctx, id, marks.get(other)!.withdrawnOn)
    await indexPerson(tx, other, now)
    const { number } = await insertMerge(tx, {
      personId: id,
      mergedId: other,
      userId: userIdOf(actor),
      at: now,
      taken,
      before: { ...valuesOf(survivor, taken), withdrawnOn: marks.get(id)!.withdrawnOn },
      merged: row!,
      aside,
      moved,
    })
    await announce({
      name: "person.merged",
      subject: { kind: "person", id },
      payload: { merged: other, merge: number, fields: taken },
      changes: changesOf(survivor, after, territories).map((change) => ({ ...change, personId: id })),
    })
    return { id, number }
  },
})
