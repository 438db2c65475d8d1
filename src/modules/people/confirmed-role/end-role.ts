import { z } from "zod"
import { staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { InvalidInput, notFound } from "#platform/refusal.ts"
import { indexPerson } from "../person/index-person.ts"
import { lockPerson } from "../person/lock-person.ts"
import { rolesOf, updateRoleEnd } from "./confirmed-role.store.ts"
import { roleEndFields } from "./confirmed-role-input.ts"

/** Says until which day a person was a mentor, an expert or an assessor, and why no longer; that it was stays. */
export const endRole = command({
  name: "person.end_role",
  input: z.object({ id: z.uuid(), role: z.number().int().positive(), ...roleEndFields }),
  permit: staffSomewhere,
  async run(ctx, { id, role, until, why }) {
    const { tx, now, announce } = ctx
    await lockPerson(ctx, id)
    const before = (await rolesOf(tx, [id])).get(id)?.find((one) => one.id === role)
    if (!before) throw notFound()
    if (before.from && until < before.from)
      throw new InvalidInput({ until: { key: "registry.status.until_before_from" } })
    if (before.until && until >= before.until) throw new InvalidInput({ until: { key: "confirmed_role.prolongs" } })
    await updateRoleEnd(tx, role, until, why)
    await indexPerson(tx, id, now)
    const changes = [
      { field: "confirmedRole", before: before.role, after: before.role },
      { field: "until", before: before.until, after: until },
      ...(why ? [{ field: "endedWhy", after: why }] : []),
    ]
    await announce({
      name: "person.role_ended",
      subject: { kind: "person", id },
      payload: { id: role, role: before.role },
      changes: changes.map((change) => ({ ...change, personId: id })),
    })
    return { id: role }
  },
})
