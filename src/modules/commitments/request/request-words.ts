import { longDate } from "#platform/office/dates.ts"
import type { View } from "#platform/view.ts"
import type { Tone } from "#ui/state-mark.tsx"
import type { Request } from "./request.store.ts"

type Stated = Pick<
  Request,
  "stage" | "partly" | "answeredOn" | "termOn" | "term" | "consideredUntil" | "releasedOn" | "askedOn" | "share"
>

/** Where one request stands, as tone and words of the glossary. */
export function requestWord(view: Pick<View, "t" | "locale" | "today">, request: Stated): { tone: Tone; text: string } {
  const { t, locale, today } = view
  const day = (iso: string | null) => (iso ? longDate(iso, locale) : "")
  switch (request.stage) {
    case "asked":
      return request.answeredOn
        ? { tone: "work", text: t("request.word.undecided", { date: day(request.askedOn) }) }
        : { tone: "silent", text: t("request.word.asked", { date: day(request.askedOn) }) }
    case "received":
      return { tone: "work", text: t("request.word.received", { date: day(request.consideredUntil) }) }
    case "accepted": {
      const late = request.termOn !== null && request.termOn < today
      const key = request.partly ? "request.word.accepted_part" : "request.word.accepted"
      const term = request.termOn ? t("request.word.until", { date: day(request.termOn) }) : request.term
      const text = t(key, { term: term || t("request.word.no_term") })
      return late
        ? { tone: "late", text: t("request.word.overdue", { date: day(request.termOn) }) }
        : { tone: "work", text }
    }
    case "reported":
      return { tone: "work", text: t("request.word.reported") }
    case "released":
      return { tone: "done", text: t("request.word.released", { date: day(request.releasedOn) }) }
    case "declined":
      return { tone: "closed", text: t("request.word.declined") }
    case "handed_over":
      return { tone: "closed", text: t("request.word.handed_over") }
    case "withdrawn":
      return { tone: "closed", text: t("request.word.withdrawn") }
  }
}
