import { z } from "zod"
import type { Saying } from "#platform/refusal.ts"
import { type AnswerKind, obstacleTo, type Standing, type Waiting } from "../request/request.ts"
import { understandTerm } from "../request/term.ts"

/** What each kind of answer asks for, in the order of the form; name and post stand under all of them. */
export const fieldsOf = {
  accept: ["term", "responsible", "text"],
  receive: ["until", "responsible", "theirNumber"],
  accept_part: ["text", "term", "responsible"],
  propose: ["term", "wording", "text"],
  hand_over: ["handTo", "text"],
  decline: ["text"],
  ask: ["text"],
  extend: ["term", "text"],
  report: ["text", "done", "share", "links", "files"],
} as const satisfies Record<AnswerKind, string[]>
export type FieldName = (typeof fieldsOf)[AnswerKind][number] | "name" | "post"
export type Typed = Partial<Record<string, string>>

const link = z.url({ protocol: /^https?$/ })
/** People leave the beginning of an address out. */
const address = (line: string) => (/^[\w-]+(\.[\w-]+)+(\/|$)/.test(line) ? `https://${line}` : line)

/** What was typed, as the command takes it. Days are YYYY-MM-DD. */
export type ReadAnswer = ReturnType<typeof readAnswer>["answer"]

/**
 * Understands what was typed into the form of one kind of answer and looks for what is missing.
 *
 * @param today YYYY-MM-DD in the installation's zone
 * @returns the answer as far as it was understood, and troubles by field; "" is the whole
 */
export function readAnswer(
  kind: AnswerKind,
  typed: Typed,
  at: { standing: Standing; waiting: Waiting[]; today: string },
) {
  const errors: Partial<Record<FieldName | "", Saying>> = {}
  const asked: readonly string[] = fieldsOf[kind]
  const word = (name: string) => ((asked.includes(name) && typed[name]) || "").trim()
  const day = (name: "term" | "until") => {
    const understood = understandTerm(word(name), at.today)
    if (!understood) errors[name] = { key: name === "until" ? "request.invalid.until" : "request.invalid.term" }
    else if (understood.termOn !== null && understood.termOn < at.today) errors[name] = { key: "request.invalid.past" }
    return understood ?? { termOn: null, term: "" }
  }
  const { termOn, term } = day("term")
  const { termOn: until } = day("until")
  const share = kind === "report" ? shareOf(word("done"), word("share")) : null
  const links = word("links").split(/\s+/).filter(Boolean).map(address)
  if (links.some((one) => !link.safeParse(one).success)) errors.links = { key: "invalid.url" }
  const answer = { kind, text: word("text"), termOn, term, until, wording: word("wording"), share, links }
  const told = { handTo: word("handTo"), responsible: word("responsible"), theirNumber: word("theirNumber") }
  const who = { name: (typed.name ?? "").trim(), post: (typed.post ?? "").trim() }
  const obstacle = obstacleTo({ ...answer, onDay: at.today }, at.standing, at.waiting, null)
  if (obstacle && "refusal" in obstacle) errors[""] = { key: obstacle.refusal }
  else if (obstacle) errors[obstacle.field] ??= { key: obstacle.key }
  if (kind === "report" && share === null) {
    delete errors.share
    if (word("done") === "part") errors.share = { key: "request.invalid.part" }
    else errors.done = { key: "answering.invalid.done" }
  }
  if (kind === "hand_over" && !told.handTo) errors.handTo = { key: "request.invalid.hand_to" }
  for (const name of ["name", "post"] as const) if (!who[name]) errors[name] = { key: "invalid.required" }
  return { answer: { ...answer, ...told, ...who }, errors }
}

/** Percent: 100 when all is done, less when a part is; null when neither was said or it is no such number. */
function shareOf(done: string, typed: string): number | null {
  if (done === "all") return 100
  const percent = typed.replace(/\s*%$/, "")
  return done === "part" && /^\d{1,2}$/.test(percent) ? Number(percent) : null
}
