import { z } from "zod"
import { staffSomewhere, userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { changesBetween } from "#platform/events.ts"
import { InvalidInput, notFound, Refusal } from "#platform/refusal.ts"
import { indexPerson } from "../person/index-person.ts"
import { lockPerson } from "../person/lock-person.ts"
import { skillsOf, updateConfirmation } from "./skill.store.ts"
import { confirmationFields } from "./skill-input.ts"

/** Confirms a competence of somebody else, at what level, on what ground and until when; one that was confirmed is confirmed anew. */
export const confirmCompetence = command({
  name: "person.confirm_competence",
  input: z.object({ id: z.uuid(), skill: z.number().int().positive(), ...confirmationFields }),
  permit: staffSomewhere,
  async run(ctx, { id, skill, ...given }) {
    const { tx, actor, now, announce } = ctx
    const { person } = await lockPerson(ctx, id)
    if (person.userId && person.userId === userIdOf(actor)) throw new Refusal(403, "skill.own_confirmation")
    const before = (await skillsOf(tx, [id])).get(id)?.find((one) => one.id === skill && !one.endedAt)
    if (!before) throw notFound()
    if (given.until && given.until < now.toISOString().slice(0, 10))
      throw new InvalidInput({ until: { key: "skill.until_past" } })
    await updateConfirmation(tx, skill, { ...given, at: now, userId: userIdOf(actor) })
    await indexPerson(tx, id, now)
    const changes = [
      { field: "competence", before: before.nameRu, after: before.nameRu },
      ...changesBetween(before, { ...before, ...given }, ["level", "until", "ground"]),
    ]
    await announce({
      name: "person.competence_confirmed",
      subject: { kind: "person", id },
      payload: { skill, competence: before.competenceId },
      changes: changes.map((change) => ({ ...change, personId: id })),
    })
    return { id: skill }
  },
})
