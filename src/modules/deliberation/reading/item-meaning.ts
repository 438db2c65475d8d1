import { findAddressee } from "./addressee.ts"
import { responsibleIn } from "./closing.ts"
import { dueOf } from "./deadline.ts"
import { forceOf } from "./force.ts"
import type { Addressee, Force, Item } from "./understood.ts"

/** What stands above an item: the cue's or the heading's force, the addressee that it inherits. */
export type Context = { addressees: Addressee[]; force: Force | null }

/**
 * Who, how and by when, out of an item's own words and what it inherits. A letter's recipient («обратиться к X с просьбой»)
 * does not replace the one who is to write it.
 */
export function meaningOf(
  text: string,
  above: Context,
  asked = findAddressee(text),
): Pick<Item, "addressees" | "force" | "deadline" | "term" | "responsible"> & { isUnsure: boolean } {
  const own = asked && !(asked.appeal && above.addressees.length) ? asked : null
  return {
    addressees: own ? own.addressees : above.addressees,
    force: forceOf(text, above.force),
    ...dueOf(text),
    responsible: responsibleIn(text),
    isUnsure: own !== null && !own.sure,
  }
}
