import type { Standing } from "#modules/deliberation/public.ts"
import type { Request } from "../request/request.store.ts"

type Asked = Pick<
  Request,
  "role" | "stage" | "answeredOn" | "termOn" | "term" | "consideredUntil" | "releasedOn" | "askedOn" | "relation"
>

/** Whose answer counts for the item: those who lead; where nobody does, all. Parts and what was handed on are not. */
export function leading<R extends Pick<Request, "role" | "stage" | "relation">>(requests: R[]): R[] {
  const live = requests.filter((r) => r.stage !== "withdrawn" && r.stage !== "handed_over" && r.relation !== "part")
  const leads = live.filter((r) => r.role === "lead")
  return leads.length ? leads : live
}

type Stage = Standing["stage"]

/** The stage of an item out of those of its leading requests: it is done when all have done or declined it. */
function stageOf(stages: Asked["stage"][]): Stage {
  const all = (...wanted: Asked["stage"][]) => stages.every((stage) => wanted.includes(stage))
  const some = (...wanted: Asked["stage"][]) => stages.some((stage) => wanted.includes(stage))
  if (all("declined")) return "declined"
  if (all("released", "declined")) return "released"
  if (all("reported", "released", "declined")) return "reported"
  if (some("accepted", "reported", "released")) return "accepted"
  return some("received") ? "received" : "asked"
}

/**
 * Where an item stands by the requests that were made about it; undefined when none counts any more.
 *
 * @param today YYYY-MM-DD: a term before it is overdue
 */
export function itemStanding(requests: Asked[], today: string): Standing | undefined {
  const counted = leading(requests)
  if (!counted.length) return undefined
  const stage = stageOf(counted.map((r) => r.stage))
  const latest = (days: (string | null)[]) =>
    days
      .filter((day) => day !== null)
      .toSorted()
      .at(-1) ?? null
  const inWork = counted.filter((r) => r.stage === "accepted")
  const termOn = latest(inWork.map((r) => r.termOn))
  const late = inWork.some((r) => r.termOn !== null && r.termOn < today)
  // Who proposes another term has answered, and has decided nothing.
  const answered = counted.filter((r) => r.stage !== "asked" || r.answeredOn !== null).length
  const detail =
    counted.length > 1 && stage !== "released" && stage !== "asked"
      ? { detail: { key: "progress.detail", params: { answered, all: counted.length } } }
      : {}
  switch (stage) {
    case "asked":
      return answered
        ? { stage, tone: "work", word: { key: "progress.undecided", params: { date: counted[0]!.askedOn } } }
        : { stage, tone: "silent", word: { key: "progress.asked", params: { date: counted[0]!.askedOn } } }
    case "received": {
      const until = latest(counted.map((r) => r.consideredUntil))
      return { stage, tone: "work", word: say("progress.received", "progress.received_on", until), ...detail }
    }
    case "accepted":
      if (late)
        return { stage, tone: "late", word: { key: "progress.overdue_on", params: { date: termOn! } }, ...detail }
      return { stage, tone: "work", word: say("progress.accepted", "progress.accepted_on", termOn), ...detail }
    case "reported":
      return { stage, tone: "work", word: { key: "progress.reported" }, ...detail }
    case "released":
      return {
        stage,
        tone: "done",
        word: say("progress.released", "progress.released_on", latest(counted.map((r) => r.releasedOn))),
        ...detail,
      }
    case "declined":
      return { stage, tone: "closed", word: { key: "progress.declined" } }
  }
}

/** With a date where there is one, else the word alone. */
const say = (key: string, dated: string, date: string | null) => (date ? { key: dated, params: { date } } : { key })
