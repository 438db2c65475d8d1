import type { Item } from "../item/item.ts"

export type LetterAddressee = { name: string; partyId: number | null; items: Item[] }

/** Who gets a letter and with which items: everybody named, the leading and the joint ones, in the order of the text. */
export function addresseesOf(items: Item[]): LetterAddressee[] {
  const found = new Map<string, LetterAddressee>()
  for (const item of items) {
    if (item.type !== "item" || item.removedBy) continue
    for (const { name, partyId } of item.addressees) {
      const one = found.get(name) ?? { name, partyId, items: [] }
      one.items.push(item)
      found.set(name, one)
    }
  }
  return [...found.values()]
}
