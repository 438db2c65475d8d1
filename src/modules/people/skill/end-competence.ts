import { z } from "zod"
import { command } from "#platform/command.ts"
import { notFound } from "#platform/refusal.ts"
import { indexPerson } from "../person/index-person.ts"
import { lockOwnPerson } from "../person/lock-person.ts"
import { mayDescribe } from "../person/person.policy.ts"
import { skillsOf, updateSkillEnd } from "./skill.store.ts"
import { endFields } from "./skill-input.ts"

/** Takes a competence back, confirmed or not, and why; that it was there stays for the staff. People do it of their own too. */
export const endCompetence = command({
  name: "person.end_competence",
  input: z.object({ id: z.uuid(), skill: z.number().int().positive(), ...endFields }),
  permit: mayDescribe,
  async run(ctx, { id, skill, why }) {
    const { tx, now, announce } = ctx
    await lockOwnPerson(ctx, id)
    const before = (await skillsOf(tx, [id])).get(id)?.find((one) => one.id === skill && !one.endedAt)
    if (!before) throw notFound()
    await updateSkillEnd(tx, skill, why, now)
    await indexPerson(tx, id, now)
    const changes = [
      { field: "competence", before: before.nameRu },
      ...(why ? [{ field: "endedWhy", after: why }] : []),
    ]
    await announce({
      name: "person.competence_ended",
      subject: { kind: "person", id },
      payload: { skill, competence: before.competenceId },
      changes: changes.map((change) => ({ ...change, personId: id })),
    })
    return { id: skill }
  },
})
