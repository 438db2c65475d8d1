import { longDate } from "#platform/office/dates.ts"
import type { View } from "#platform/view.ts"
import type { Tone } from "#ui/state-mark.tsx"
import type { Act, Request } from "../request/request.store.ts"
import type { AnswerKind, Term } from "../request/request.ts"
import type { AskedItem } from "./what-is-asked.ts"

/** «1 июня 2026 г.», «постоянно», or "" when nothing was said. */
export const sayTerm = (view: Pick<View, "locale">, { termOn, term }: Term): string =>
  termOn ? longDate(termOn, view.locale) : term

type Standing = { tone: Tone; word: string }

/** Where a request stands, for those who were asked: a tone and a sentence. */
export function standingInWords(view: View, { request, waiting }: Pick<AskedItem, "request" | "waiting">): Standing {
  const standing = stageInWords(view, request)
  const kind = (["propose", "extend", "ask"] as const).find((one) => waiting.some((act) => act.kind === one))
  if (!kind) return standing
  const word = view.t(`answering.waits.${kind}`)
  return request.stage === "asked"
    ? { tone: "work", word }
    : { ...standing, word: sentence(`${standing.word}. ${word}`) }
}

/** Whether an answer is due: nothing was said yet, or the day until which it was to be considered is over. */
export const isUnanswered = ({ request, waiting }: Pick<AskedItem, "request" | "waiting">, today: string) =>
  waiting.length === 0 &&
  (request.stage === "asked" ||
    (request.stage === "received" && request.consideredUntil !== null && request.consideredUntil < today))

function stageInWords(view: View, request: Request): Standing {
  const { t, locale } = view
  const term = sayTerm(view, request)
  switch (request.stage) {
    case "asked":
      return { tone: "silent", word: t("answering.state.asked") }
    case "received":
      return {
        tone: "work",
        word: t("answering.state.received", {
          until: request.consideredUntil ? longDate(request.consideredUntil, locale) : "",
        }),
      }
    case "accepted": {
      const late = request.termOn !== null && request.termOn < view.today
      const key = request.partly ? "answering.state.accepted_part" : "answering.state.accepted"
      return {
        tone: late ? "late" : "work",
        word: t(key, { term, day: String(request.termOn !== null), late: String(late), share: request.share }),
      }
    }
    case "released":
      return {
        tone: "done",
        word: t("answering.state.released", { date: request.releasedOn ? longDate(request.releasedOn, locale) : "" }),
      }
    case "reported":
      return { tone: "work", word: t("answering.state.reported") }
    default:
      return { tone: "closed", word: t(`answering.state.${request.stage}`) }
  }
}

/** What an answer says in one sentence, for the thread and for «Так это увидят все». */
export function saidInWords(
  view: View,
  act: Pick<Act, "kind" | "share" | "until" | "termOn" | "term">,
  to = "",
): string {
  const { t, locale } = view
  return sentence(
    t(`answering.act.${act.kind}`, {
      term: sayTerm(view, act),
      day: String(act.termOn !== null),
      until: act.until ? longDate(act.until, locale) : "",
      share: act.share ?? 0,
      to,
    }),
  )
}

/** A sentence that ends with a date of its own point («2026 г.») gets no second one. */
export const sentence = (text: string) => text.replace(/\.\.(?=\s|$)/g, ".")

/** What can be answered, the likeliest first. */
export const answersFirst: AnswerKind[] = [
  "accept",
  "receive",
  "accept_part",
  "propose",
  "hand_over",
  "decline",
  "ask",
  "report",
]
/** What can be said once it is in work. */
export const inWorkFirst: AnswerKind[] = ["report", "extend", "ask", "hand_over", "decline"]
