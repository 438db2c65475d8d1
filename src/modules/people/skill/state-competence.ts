import { z } from "zod"
import { userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { InvalidInput, Refusal } from "#platform/refusal.ts"
import { allCompetences } from "../competence/competence.store.ts"
import { indexPerson } from "../person/index-person.ts"
import { lockOwnPerson } from "../person/lock-person.ts"
import { mayDescribe } from "../person/person.policy.ts"
import { insertSkill, skillsOf } from "./skill.store.ts"
import { skillFields } from "./skill-input.ts"

/**
 * Says that a person has a competence and by what it is seen; with a ground it is confirmed by the same word. People say
 * it of themselves as well, and somebody else confirms it.
 */
export const stateCompetence = command({
  name: "person.state_competence",
  input: z.object({ id: z.uuid(), ...skillFields }),
  permit: mayDescribe,
  async run(ctx, { id, ...given }) {
    const { tx, actor, now, announce } = ctx
    const { own } = await lockOwnPerson(ctx, id)
    if (own && given.ground) throw new Refusal(403, "skill.own_confirmation")
    const competence = (await allCompetences(tx)).find((one) => one.id === given.competenceId && !one.retired)
    if (!competence) throw new InvalidInput({ competenceId: { key: "invalid.choice" } })
    const others = (await skillsOf(tx, [id])).get(id) ?? []
    if (others.some((other) => other.competenceId === competence.id && !other.endedAt))
      throw new InvalidInput({ competenceId: { key: "skill.there" } })
    if (given.until && given.until < now.toISOString().slice(0, 10))
      throw new InvalidInput({ until: { key: "skill.until_past" } })
    const row = await insertSkill(tx, { personId: id, ...given }, now, userIdOf(actor))
    await indexPerson(tx, id, now)
    const changes = [
      { field: "competence", after: competence.nameRu },
      ...(["level", "evidence", "link", "until", "ground"] as const).map((field) => ({ field, after: given[field] })),
    ]
    await announce({
      name: "person.competence_stated",
      subject: { kind: "person", id },
      payload: { skill: row.id, competence: competence.id, confirmed: given.ground !== "" },
      changes: changes.filter(({ after }) => after).map((change) => ({ ...change, personId: id })),
    })
    return row
  },
})
