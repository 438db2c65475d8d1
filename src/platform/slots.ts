import type { Child } from "hono/jsx"
import type { Ctx } from "#platform/http/env.ts"

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
