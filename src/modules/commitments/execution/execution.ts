import type { ItemOnDay, OnDay, Standing } from "#modules/deliberation/public.ts"
import { foldName } from "#modules/registry/public.ts"
import { itemStanding } from "../progress/item-standing.ts"
import { type ResolutionState, resolutionState } from "../progress/resolution-state.ts"
import { type OpenAct, openActs } from "../request/open-acts.ts"
import type { Act, Request } from "../request/request.store.ts"
import { after, askedStanding, type Standing as RequestStanding } from "../request/request.ts"

/** A request with the instant at which it was written down. */
export type DatedRequest = Request & { at: Date }
/** A request as it stood on a day, with what everybody could read of its acts. */
export type RequestThen = Omit<Request, keyof RequestStanding> & RequestStanding & { acts: OpenAct[] }

/** Acts after which a term holds. */
const giveTerm: Act["kind"][] = ["accept", "accept_part", "report", "agree", "release_part", "return"]

/** What a request was asked with, before anything was said: a part has words and a term of its own from the start. */
function beginning(request: Request, acts: Act[]): RequestStanding {
  const reworded = acts.some((act) => act.kind === "agree" && act.wording !== "")
  const agreed = acts.some((act) => giveTerm.includes(act.kind) && (act.termOn !== null || act.term !== ""))
  return {
    ...askedStanding,
    ...(!reworded && { wording: request.wording }),
    ...(!agreed && { termOn: request.termOn, term: request.term }),
  }
}

/**
 * How a request stood on a day: its acts up to that day, played one after another.
 *
 * @param acts all of the request's acts, oldest first
 * @returns null when it had not been asked by then
 */
export function requestOn(request: DatedRequest, acts: Act[], { on, known }: OnDay): RequestThen | null {
  const then = (one: { onDay: string; at: Date }) => one.onDay <= on && (known === null || one.at <= known)
  if (!then({ onDay: request.askedOn, at: request.at })) return null
  const said = acts.filter(then)
  const ids = new Set(said.map((act) => act.id))
  const standing = said.reduce((before, act) => after(before, act, act), beginning(request, acts))
  const open = said.map((act) => ({ ...act, settledBy: ids.has(act.settledBy ?? 0) ? act.settledBy : null }))
  return { ...request, ...standing, acts: openActs(open) }
}

/** One addressee of an item: how its request stood, or null when nobody had asked it. */
export type ReportRow = { addressee: string; role: "lead" | "joint" | "class"; request: RequestThen | null }
export type ReportItem = Pick<ItemOnDay, "id" | "path" | "label" | "words" | "deadline" | "term" | "struck"> & {
  closed: boolean
  /** Where the item stood; undefined when nobody had been asked. */
  standing: Standing | undefined
  rows: ReportRow[]
}
export type Report = OnDay & {
  sections: { heading: string | null; items: ReportItem[] }[]
  /** Items that were in force. */
  items: number
  figures: ResolutionState
  /** Everybody who had been asked, by the number of the recipient. */
  recipients: { id: number; addressee: string }[]
  /** Addressees by the number of their request: who an item was handed over to. */
  names: Map<number, string>
}

/**
 * The report on the execution of a resolution: every item in force on a day, whom it was addressed to, and what came of it.
 *
 * @param recipientId only the items of this addressee
 */
export function reportOf(
  items: ItemOnDay[],
  requests: DatedRequest[],
  acts: Act[],
  day: OnDay,
  recipientId: number | null = null,
): Report {
  const own = Map.groupBy(acts, (act) => act.requestId)
  const asked = requests.flatMap((request) => requestOn(request, own.get(request.id) ?? [], day) ?? [])
  const mine = recipientId === null ? asked : asked.filter((request) => request.recipientId === recipientId)
  const byItem = Map.groupBy(mine, (request) => request.itemId)
  const shown = recipientId === null ? items : items.filter((item) => byItem.has(item.id))
  const sections: Report["sections"] = []
  for (const item of shown) {
    if (sections.at(-1)?.heading !== item.heading || !sections.length)
      sections.push({ heading: item.heading, items: [] })
    sections.at(-1)!.items.push(reportItem(item, byItem.get(item.id) ?? [], day, recipientId === null))
  }
  const inForce = new Set(shown.filter((item) => !item.struck).map((item) => item.id))
  return {
    ...day,
    sections,
    items: inForce.size,
    figures: resolutionState(
      mine.filter((request) => inForce.has(request.itemId)),
      day.on,
      Number.POSITIVE_INFINITY,
    ),
    recipients: [...new Map(asked.map(({ recipientId: id, addressee }) => [id, { id, addressee }])).values()],
    names: new Map(asked.map((request) => [request.id, request.addressee])),
  }
}

function reportItem(item: ItemOnDay, requests: RequestThen[], { on }: OnDay, whole: boolean): ReportItem {
  const asked = new Set(requests.map((request) => foldName(request.addressee)))
  const unasked = item.addressees.filter(
    ({ name, role }) => !asked.has(foldName(name)) && (role !== "class" || !requests.length),
  )
  const { id, path, label, words, deadline, term, struck } = item
  return {
    ...{ id, path, label, words, deadline, term, struck },
    closed: item.closedAt !== null,
    standing: struck ? undefined : itemStanding(requests, on),
    rows: [
      ...requests.map((request) => ({ addressee: request.addressee, role: request.role, request })),
      ...(whole ? unasked.map(({ name, role }) => ({ addressee: name, role, request: null })) : []),
    ],
  }
}
