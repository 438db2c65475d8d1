import { z } from "zod"
import { Refusal } from "#platform/refusal.ts"

/** Cards like the one that is being added were found; the reader says whether it is one of them. */
export class AlikeFound extends Refusal {
  readonly alike: unknown[]

  constructor(alike: unknown[], related: Refusal["related"]) {
    super(409, "registry.alike.found", { name: related[0]!.title }, related)
    this.alike = alike
  }
}

/**
 * For commands that add: ids of cards that whoever adds has seen to be alike; others than those refuse it. Absent:
 * nobody is asked, as where cards are added for many at once or in passing.
 */
export const seenAlike = z.array(z.string().max(40)).max(100).optional()

/** A deed of a form that adds, and what was found to be alike, empty for any other trouble. */
export async function keepingAlike<T, Alike>(deed: Promise<T>): Promise<{ deed: Promise<T>; alike: Alike[] }> {
  const alike: Alike[] = []
  await deed.catch((err: unknown) => {
    if (err instanceof AlikeFound) alike.push(...(err.alike as Alike[]))
  })
  return { deed, alike }
}
