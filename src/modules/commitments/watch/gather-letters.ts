import { itemLines } from "#modules/deliberation/public.ts"
import { contactsOf } from "#modules/registry/public.ts"
import type { Db } from "#platform/db.ts"
import type { Due } from "./due.store.ts"
import { type Remindable, remindable } from "./reminder.store.ts"
import type { ReminderKind } from "./watch.ts"

export type ReminderItem = Pick<Due, "alarm" | "stage" | "since" | "termOn" | "lastOn"> & {
  request: number
  path: string
  label: string
  text: string
}
/** One letter to one recipient, or to the head of that body. `to` is "" where only paper reaches them. */
export type ReminderLetter = {
  kind: ReminderKind
  to: string
  recipient: Remindable
  territoryId: number | null
  resolution: { title: string; date: string | null }
  items: ReminderItem[]
}

/**
 * Letters out of what is due, one per recipient and kind, in the order of recipients. Items that were struck out or
 * closed meanwhile are left out, and whoever has none left gets no letter. A head who reads the body's own post gets only
 * the letter to the head.
 */
export async function gatherLetters(db: Db, due: Due[]): Promise<ReminderLetter[]> {
  const recipients = await remindable(db, [...new Set(due.map((one) => one.recipientId))])
  const lines = await itemLines(
    db,
    due.map((one) => one.itemId),
  )
  const heads = await contactsOf(
    db,
    recipients.flatMap(({ partyId }) => partyId ?? []),
  )
  const byRecipient = Map.groupBy(due, (one) => one.recipientId)
  return recipients.flatMap((recipient) => {
    const open = (byRecipient.get(recipient.id) ?? []).flatMap((one) => {
      const line = lines.get(one.itemId)
      return line && !line.removed && !line.closed && !line.resolution.demo ? [{ one, line }] : []
    })
    const [first] = open
    if (!first) return []
    const { title, heldOn, adoptedOn } = first.line.resolution
    const letter = (kind: ReminderKind, to: string, about: typeof open): ReminderLetter[] =>
      about.length === 0
        ? []
        : [
            {
              kind,
              to,
              recipient,
              territoryId: first.one.territoryId,
              resolution: { title, date: heldOn ?? adoptedOn },
              items: about.map(({ one, line }) => ({
                ...one,
                ...line,
                text: one.wording || line.text,
                request: one.id,
              })),
            },
          ]
    const head = (recipient.partyId !== null && heads.get(recipient.partyId)?.headEmail) || ""
    const toHead = open.filter(({ one }) => one.escalate)
    const samePost = head !== "" && head.toLowerCase() === recipient.email.toLowerCase()
    const toThem = open.filter(({ one }) => one.remind && !(samePost && one.escalate))
    return [...letter("reminder", recipient.email, toThem), ...letter("escalation", head, toHead)]
  })
}
