import { z } from "zod"
import { staffSomewhere, userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { InvalidInput } from "#platform/refusal.ts"
import { indexPerson } from "../person/index-person.ts"
import { lockPerson } from "../person/lock-person.ts"
import { insertRole, rolesOf } from "./confirmed-role.store.ts"
import { roleFields } from "./confirmed-role-input.ts"

/** Confirms a person as a mentor, an expert or an assessor, on a ground, since a day. */
export const giveRole = command({
  name: "person.give_role",
  input: z.object({ id: z.uuid(), ...roleFields }),
  permit: staffSomewhere,
  async run(ctx, { id, ...given }) {
    const { tx, actor, now, announce } = ctx
    await lockPerson(ctx, id)
    if (given.until && given.until < given.from)
      throw new InvalidInput({ until: { key: "registry.status.until_before_from" } })
    const others = (await rolesOf(tx, [id])).get(id) ?? []
    if (others.some(({ role, until }) => role === given.role && (until === null || until >= given.from)))
      throw new InvalidInput({ role: { key: "confirmed_role.there" } })
    const row = await insertRole(tx, { personId: id, ...given }, now, userIdOf(actor))
    await indexPerson(tx, id, now)
    const changes = [
      { field: "confirmedRole", after: given.role },
      { field: "from", after: given.from },
      { field: "until", after: given.until },
      { field: "ground", after: given.ground },
    ]
    await announce({
      name: "person.role_given",
      subject: { kind: "person", id },
      payload: { id: row.id, role: given.role },
      changes: changes.filter(({ after }) => after).map((change) => ({ ...change, personId: id })),
    })
    return row
  },
})
