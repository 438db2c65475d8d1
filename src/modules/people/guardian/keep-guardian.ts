import { z } from "zod"
import { email, line } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { changesBetween } from "#platform/events.ts"
import { notFound, Refusal } from "#platform/refusal.ts"
import { lockPerson } from "../person/lock-person.ts"
import { isMinor } from "../person/person.ts"
import { deleteGuardian, guardianOf, insertGuardian, updateGuardian } from "./guardian.store.ts"
import { relations } from "./guardian.ts"

/** The fields of a guardian, as a form and the API give them. */
export const guardianFields = {
  name: line(200).refine((name) => name !== "", "invalid.required"),
  relation: z.enum(relations, "invalid.choice"),
  phone: line(120).default(""),
  email: email.default(""),
}
const written = ["name", "relation", "phone", "email"] as const
const named = { name: "guardianName", relation: "relation", phone: "guardianPhone", email: "guardianEmail" } as const
const owned = (personId: string, changes: { field: string; before?: unknown; after?: unknown }[]) =>
  changes.map((change) => ({ ...change, field: named[change.field as keyof typeof named], personId }))

/** Says who decides for a person under 18: its parent or guardian, who need not be in the registry. */
export const addGuardian = command({
  name: "guardian.add",
  input: z.object({ id: z.uuid(), ...guardianFields }),
  permit: staffSomewhere,
  async run(ctx, { id, ...given }) {
    const { tx, now, announce } = ctx
    const { person } = await lockPerson(ctx, id)
    if (!isMinor(person.birthOn, now.toISOString().slice(0, 10)))
      throw new Refusal(409, person.birthOn ? "consent.of_age" : "consent.birth_needed")
    const row = await insertGuardian(tx, id, given, now)
    await announce({
      name: "person.guardian_added",
      subject: { kind: "person", id },
      payload: { guardian: row.id },
      changes: owned(id, changesBetween({}, given, [...written])).filter(({ after }) => after),
    })
    return row
  },
})

/** Changes the name, relation or contacts of a guardian; consents keep the name by which they were given. */
export const editGuardian = command({
  name: "guardian.edit",
  input: z.object({ id: z.uuid(), guardian: z.coerce.number().int(), ...guardianFields }),
  permit: staffSomewhere,
  async run(ctx, { id, guardian, ...given }) {
    const { tx, announce } = ctx
    await lockPerson(ctx, id)
    const before = await guardianOf(tx, id, guardian)
    if (!before) throw notFound()
    const changes = changesBetween(before, { ...before, ...given }, [...written])
    if (!changes.length) return { id: guardian }
    await updateGuardian(tx, guardian, given)
    await announce({
      name: "person.guardian_edited",
      subject: { kind: "person", id },
      payload: { guardian },
      changes: owned(id, changes),
    })
    return { id: guardian }
  },
})

/** Takes a guardian away: its link opens nothing any more, its consent stays until it is withdrawn. */
export const removeGuardian = command({
  name: "guardian.remove",
  input: z.object({ id: z.uuid(), guardian: z.coerce.number().int() }),
  permit: staffSomewhere,
  async run(ctx, { id, guardian }) {
    const { tx, announce } = ctx
    await lockPerson(ctx, id)
    const before = await guardianOf(tx, id, guardian)
    if (!before) throw notFound()
    await deleteGuardian(tx, guardian)
    await announce({
      name: "person.guardian_removed",
      subject: { kind: "person", id },
      payload: { guardian },
      changes: owned(id, [{ field: "name", before: before.name, after: null }]),
    })
    return { id: guardian }
  },
})
