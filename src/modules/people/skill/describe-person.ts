import { z } from "zod"
import { command } from "#platform/command.ts"
import { lockOwnPerson } from "../person/lock-person.ts"
import { mayDescribe } from "../person/person.policy.ts"
import type { Language } from "./languages.ts"
import { updateDescription } from "./skill.store.ts"
import { descriptionFields } from "./skill-input.ts"

const { languages, availability, experience } = descriptionFields
const plain = (all: Language[]) => all.map(({ code, fluency }) => `${code}: ${fluency}`).join(", ")

/** Says which languages a person speaks, when it is free and what it has done; what is not given stays as it is. So do people of themselves. */
export const describePerson = command({
  name: "person.describe",
  input: z.object({
    id: z.uuid(),
    languages: languages.optional(),
    availability: availability.optional(),
    experience: experience.optional(),
  }),
  permit: mayDescribe,
  async run(ctx, { id, ...given }) {
    const { tx, announce } = ctx
    const { person: before } = await lockOwnPerson(ctx, id)
    const after = {
      languages: given.languages ?? before.languages,
      availability: given.availability ?? before.availability,
      experience: given.experience ?? before.experience,
    }
    const changes = [
      { field: "languages", before: plain(before.languages), after: plain(after.languages) },
      { field: "availability", before: before.availability, after: after.availability },
      { field: "experience", before: before.experience, after: after.experience },
    ].filter((change) => change.before !== change.after)
    if (!changes.length) return { id }
    await updateDescription(tx, id, after)
    await announce({
      name: "person.described",
      subject: { kind: "person", id },
      payload: { fields: changes.map(({ field }) => field) },
      changes: changes.map((change) => ({ ...change, personId: id })),
    })
    return { id }
  },
})
