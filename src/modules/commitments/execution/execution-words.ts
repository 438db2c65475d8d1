import { dueLabel, numberOf, said } from "#modules/deliberation/public.ts"
import { longDate } from "#platform/office/dates.ts"
import type { View } from "#platform/view.ts"
import type { Tone } from "#ui/state-mark.tsx"
import { actInWords } from "../progress/open-act-list.tsx"
import { requestWord } from "../request/request-words.ts"
import type { Report, ReportItem, ReportRow, RequestThen } from "./execution.ts"

/** What a report is said with: the reader's language, or that of a letter. */
export type Words = Pick<View, "t" | "locale">

/** «Отчёт об исполнении резолюции круглого стола …»: titles that begin with what they name are not named twice. */
export function reportTitle({ t }: Pick<Words, "t">, title: string): string {
  const rest = /^резолюция\s+(\S.*)$/is.exec(title)?.[1]
  return rest ? t("execution.of_kind", { rest }) : t("execution.of", { title })
}

/** «3.4» */
export const itemNumber = (item: Pick<ReportItem, "label" | "path">) => numberOf(item).replace(/\.$/, "")

/** The heading of a part of the report, or null where the resolution has no parts. */
export function sectionHeading({ t }: Pick<Words, "t">, report: Report, at: number): string | null {
  const { heading } = report.sections[at]!
  return heading ?? (report.sections.length > 1 ? t("execution.rest") : null)
}

const notAsked = (item: ReportItem) => (item.struck ? "struck" : item.closed ? "closed" : "unsent")

/** Where one addressee's request stood on the day of the report. */
export function rowState({ t, locale }: Words, item: ReportItem, row: ReportRow | null, on: string) {
  if (row?.request) return requestWord({ t, locale, today: on }, row.request)
  const state = row === null && !item.struck && !item.closed ? "unaddressed" : notAsked(item)
  const tone: Tone = state === "unsent" ? "unsent" : state === "unaddressed" ? "silent" : "closed"
  return { tone, text: t(`item.state.${state}`) }
}

/** Where the item stood as a whole. */
export function itemState(words: Words, item: ReportItem, on: string): { tone: Tone; text: string } {
  if (!item.standing) return rowState(words, item, item.rows[0] ?? null, on)
  return { tone: item.standing.tone, text: said(words, item.standing.word) }
}

/** The agreed term, else that of the text. */
export function termInWords(view: Words, item: ReportItem, request: RequestThen | null): string {
  if (request?.termOn) return longDate(request.termOn, view.locale)
  return request?.term || dueLabel(view as View, item)
}

/** «Администрация города (совместно)» */
export const addresseeInWords = ({ t }: Pick<Words, "t">, { addressee, role }: ReportRow) =>
  role === "joint" ? `${addressee} (${t("item.role.joint")})` : addressee

/** What was answered and done, one line each, oldest first: «3 марта 2026 г. Взято в работу, срок: постоянно.» */
export function deedsInWords(view: Words, request: RequestThen, names: Report["names"]): string[] {
  return request.acts.map((act) =>
    [
      longDate(act.onDay, view.locale),
      actInWords(view, act, names),
      act.waits && view.t("progress.waits"),
      act.text.replace(/\s*\n\s*/g, "\n"),
      act.links.join("\n"),
    ]
      .filter(Boolean)
      .join(" "),
  )
}

/** The figures of the report in a sentence or two. */
export function figuresInWords({ t }: Pick<Words, "t">, { figures: s, items }: Report): { lead: string; rest: string } {
  return {
    lead: t("progress.state.released", { released: s.released, all: items }),
    rest: t("execution.figures", {
      inWork: s.inWork,
      reported: s.reported,
      overdue: s.overdue,
      declined: s.declined,
      unanswered: s.asked - s.answered,
      unsent: items - s.asked,
    }),
  }
}
