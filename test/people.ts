import { addPerson } from "#modules/people/person/add-person.ts"
import { type Actor, system } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import type { Services } from "#platform/services.ts"

/** Adds a person the way the page does. @returns its id */
export const aPerson = async (
  { db, clock, listeners }: Services,
  familyName: string,
  more: Record<string, unknown> = {},
  actor: Actor = system("test"),
): Promise<string> => (await perform(addPerson, { db, clock, listeners, actor }, { familyName, ...more })).id
