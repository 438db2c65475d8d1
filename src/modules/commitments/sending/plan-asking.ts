import { createHash } from "node:crypto"
import { type Addressee, type ItemForAsking, numberOf } from "#modules/deliberation/public.ts"
import { foldName } from "#modules/registry/public.ts"

export type PlannedItem = Pick<ItemForAsking, "id" | "path" | "label" | "words" | "deadline" | "term"> & {
  number: string
  role: "lead" | "joint"
  /** Who else is asked for it. */
  others: { name: string; role: Addressee["role"] }[]
}
/** One who would get a letter. `classes`: the classes that it was ticked in. */
export type Planned = {
  key: string
  name: string
  partyId: number | null
  items: PlannedItem[]
  classes: string[]
}
/** A class of addressees («руководителям НКО») that has to be told by name. */
export type PlannedClass = { key: string; name: string; items: PlannedItem[] }
export type Plan = {
  recipients: Planned[]
  classes: PlannedClass[]
  /** Items that nobody is to be asked for. */
  unaddressed: { id: number; number: string; words: string }[]
  /** Who was asked already, for what and when. */
  asked: { name: string; askedOn: string; numbers: string[] }[]
}
type AskedBefore = { itemId: number; addressee: string; askedOn: string; relation: string | null }
type Member = { id: number; name: string }

/** Names an addressee in fields of forms: the same however its name is written. */
export const keyOf = (name: string): string => createHash("sha256").update(foldName(name)).digest("hex").slice(0, 12)

/**
 * Who would be asked what: one letter for each addressee, without what it was asked for already. A class is asked through
 * those of its members that are chosen (`members` by the key of the class).
 */
export function planAsking(items: ItemForAsking[], before: AskedBefore[], members: Map<string, Member[]>): Plan {
  const whole = before.filter((one) => one.relation !== "part")
  const there = new Set(whole.map((one) => `${one.itemId} ${foldName(one.addressee)}`))
  const recipients = new Map<string, Planned>()
  const classes = new Map<string, PlannedClass>()
  const add = (to: { name: string; id: number | null }, item: PlannedItem, ofClass?: string) => {
    const folded = foldName(to.name)
    if (there.has(`${item.id} ${folded}`)) return
    const known = recipients.get(folded)
    const one = known ?? { key: keyOf(to.name), name: to.name, partyId: to.id, items: [], classes: [] }
    one.partyId ??= to.id
    const twice = one.items.find(({ id }) => id === item.id)
    if (!twice) one.items.push(item)
    else if (item.role === "lead") twice.role = "lead"
    if (ofClass && !one.classes.includes(ofClass)) one.classes.push(ofClass)
    recipients.set(folded, one)
  }
  const sent = items.filter((item) => !item.closedAt)
  for (const item of sent)
    for (const addressee of item.addressees) {
      const planned = itemFor(item, addressee)
      if (addressee.role !== "class") {
        add({ name: addressee.name, id: addressee.partyId }, planned)
        continue
      }
      const key = keyOf(addressee.name)
      const known = classes.get(key) ?? { key, name: addressee.name, items: [] }
      known.items.push(planned)
      classes.set(key, known)
    }
  for (const { key, items: own } of classes.values())
    for (const member of members.get(key) ?? []) for (const item of own) add(member, { ...item }, key)
  return {
    recipients: [...recipients.values()],
    classes: [...classes.values()],
    unaddressed: sent
      .filter((item) => !item.addressees.length)
      .map((item) => ({ id: item.id, number: numberOf(item), words: item.words })),
    asked: askedOf(items, whole),
  }
}

const itemFor = (item: ItemForAsking, to: Addressee): PlannedItem => ({
  id: item.id,
  path: item.path,
  label: item.label,
  words: item.words,
  deadline: item.deadline,
  term: item.term,
  number: numberOf(item),
  role: to.role === "joint" ? "joint" : "lead",
  others: item.addressees.filter((other) => other.id !== to.id).map(({ name, role }) => ({ name, role })),
})

function askedOf(items: ItemForAsking[], before: AskedBefore[]): Plan["asked"] {
  const numbers = new Map(items.map((item) => [item.id, numberOf(item)]))
  const groups = new Map<string, Plan["asked"][number]>()
  for (const { itemId, addressee, askedOn } of before) {
    const key = `${askedOn} ${foldName(addressee)}`
    const group = groups.get(key) ?? { name: addressee, askedOn, numbers: [] }
    group.numbers.push(numbers.get(itemId) ?? String(itemId))
    groups.set(key, group)
  }
  return [...groups.values()]
}
