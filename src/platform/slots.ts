import type { Child } from "hono/jsx"
import type { Ctx } from "#platform/http/env.ts"
import type { Services } from "#platform/services.ts"

/**
 * Places on pages of a lower module that a higher one fills. The module of the page adds its places by declaration
 * merging, with what is handed to the fragment:
 *
 * @example declare module "#platform/slots.ts" { interface Slots { "party.asked": { id: number } } }
 */
// biome-ignore lint/suspicious/noEmptyInterface: modules merge into it
export interface Slots {}
export type SlotName = keyof Slots & string

/** What a module's manifest says: name of the place → the fragment for it, or null when there is nothing to show. */
export type SlotFillings = { [K in SlotName]?: SlotFilling<K> }
type SlotFilling<K extends SlotName> = (c: Ctx, given: Slots[K]) => Promise<Child>

/**
 * Fragments of all modules for one place, in the order of modules; nothing is drawn where nobody fills it.
 * @example {await fillSlot(c, "party.asked", { id })}
 */
export async function fillSlot<K extends SlotName>(c: Ctx, name: K, given: Slots[K]): Promise<Child[]> {
  const fillings = c.var.services.modules.flatMap((m) => (m.slots?.[name] as SlotFilling<K> | undefined) ?? [])
  return Promise.all(fillings.map((fill) => fill(c, given)))
}

/**
 * What a lower module wants to know of a higher one, for its own pages, files and API. The module that asks adds its
 * questions by declaration merging: name → what is given and what is answered.
 *
 * @example declare module "#platform/slots.ts" {
 *   interface Questions { "items.standing": { given: { ids: number[] }; answer: Map<number, Standing> } }
 * }
 */
// biome-ignore lint/suspicious/noEmptyInterface: modules merge into it
export interface Questions {}
export type QuestionName = keyof Questions & string

/** What a module's manifest says: name of the question → who answers it. */
export type Answers = { [K in QuestionName]?: Answering<K> }
type Answering<K extends QuestionName> = (services: Services, given: Given<K>) => Promise<Answer<K>>
type Given<K extends QuestionName> = Questions[K] extends { given: infer G } ? G : never
type Answer<K extends QuestionName> = Questions[K] extends { answer: infer A } ? A : never

/**
 * Asks once for a whole page, never per row.
 * @returns the answer of the first module that knows; undefined where none does
 * @example const standings = await ask(services, "items.standing", { ids })
 */
export async function ask<K extends QuestionName>(
  services: Services,
  name: K,
  given: Given<K>,
): Promise<Answer<K> | undefined> {
  for (const { answers } of services.modules) {
    const answer = answers?.[name] as Answering<K> | undefined
    const known = await answer?.(services, given)
    if (known !== undefined) return known
  }
  return undefined
}
