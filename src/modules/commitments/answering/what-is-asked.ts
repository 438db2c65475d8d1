import {
  type Item,
  itemsOf,
  numberOf,
  type Resolution,
  resolutionById,
  textsInForce,
} from "#modules/deliberation/public.ts"
import type { Db } from "#platform/db.ts"
import { notFound } from "#platform/refusal.ts"
import { type Letterhead, loadLetterhead } from "../letter/letterhead.store.ts"
import type { Recipient } from "../recipient/recipient.store.ts"
import { type Act, actsOf, type Request, requestsOfRecipient, waitingOf } from "../request/request.store.ts"
import { type LastLetter, lastLetterTo } from "./last-letter.store.ts"

/** One request with the item that it is about. */
export type AskedItem = {
  request: Request
  number: string
  words: string
  /** What the centre has not answered yet. */
  waiting: Act[]
} & Pick<Item, "deadline" | "term">
/** All that a recipient was asked in a resolution, in the order of the text, and by whom. */
export type Asked = {
  items: AskedItem[]
  resolution: Resolution
  asker: Letterhead
  letter: LastLetter | undefined
}

export async function whatIsAsked(db: Db, { id, resolutionId }: Recipient): Promise<Asked> {
  const resolution = await resolutionById(db, resolutionId)
  if (!resolution) throw notFound()
  const requests = await requestsOfRecipient(db, id)
  const wanted = new Set(requests.map((r) => r.itemId))
  const items = (await itemsOf(db, resolutionId)).filter((item) => wanted.has(item.id))
  const acts = await actsOf(
    db,
    requests.map((r) => r.id),
  )
  const later = await textsInForce(db, [...wanted])
  return {
    resolution,
    asker: await loadLetterhead(db, resolution.territoryId),
    letter: await lastLetterTo(db, id),
    items: items.flatMap((item) =>
      requests
        .filter((request) => request.itemId === item.id)
        .map((request) => ({
          request,
          number: numberOf(item),
          waiting: waitingOf(acts.filter((act) => act.requestId === request.id)),
          words: request.wording || (later.get(item.id) ?? item.text),
          deadline: item.deadline,
          term: item.term,
        })),
    ),
  }
}
