/**
 * Where a request is. `received`: it is being considered until a day. `accepted`: taken into work. `released`: the
 * controller has said that it is done. `handed_over`: another body was asked instead.
 */
export const stages = [
  "asked",
  "received",
  "accepted",
  "reported",
  "released",
  "declined",
  "handed_over",
  "withdrawn",
] as const
export type Stage = (typeof stages)[number]
/** Stages in which something is still expected of the addressee or the controller. */
export const openStages = ["asked", "received", "accepted", "reported"] as const satisfies Stage[]

/** Agreed term: a day, or words such as «постоянно»; neither: not agreed yet. */
export type Term = { termOn: string | null; term: string }

/** What acts change about a request. Days are YYYY-MM-DD. */
export type Standing = Term & {
  stage: Stage
  /** Only a part of the item was taken on. */
  partly: boolean
  /** Share done, percent, in the addressee's own words or as the controller confirmed. */
  share: number
  /** Words agreed instead of the item's; "" keeps those. */
  wording: string
  consideredUntil: string | null
  answeredOn: string | null
  takenOn: string | null
  releasedOn: string | null
}

/** What an addressee can say. */
export const answerKinds = [
  "receive",
  "accept",
  "accept_part",
  "decline",
  "hand_over",
  "propose",
  "ask",
  "extend",
  "report",
] as const
/** What the centre can say. */
export const decisionKinds = [
  "reply",
  "agree",
  "refuse",
  "release",
  "release_part",
  "return",
  "look",
  "withdraw",
  "reopen",
] as const
export type AnswerKind = (typeof answerKinds)[number]
export type DecisionKind = (typeof decisionKinds)[number]
export type ActKind = AnswerKind | DecisionKind

/** Whether it is the addressee that says such a thing. */
export const isAnswer = (kind: ActKind): kind is AnswerKind => answerKinds.some((one) => one === kind)

/** What an act says, as far as it moves the request. */
export type Said = {
  kind: ActKind
  /** The day it was said, which may be before it was entered. */
  onDay: string
  text: string
  termOn: string | null
  term: string
  wording: string
  until: string | null
  share: number | null
}

/** What was said without what such an act has no use for, so that nobody reads a share of a question. */
export const pertinent = (said: Said): Said => ({
  ...said,
  share: said.kind === "report" || said.kind === "release_part" ? said.share : null,
  wording: said.kind === "propose" ? said.wording : "",
  until: said.kind === "receive" ? said.until : null,
})

/** An act that still waits for a word of the centre. */
export type Waiting = Pick<Said, "kind" | "termOn" | "term" | "wording"> & { id: number }

/** Acts that wait for a word of the centre. A report does when it says that all is done. */
export const needsWord = (said: Pick<Said, "kind" | "share">): boolean =>
  ["decline", "propose", "ask", "extend"].includes(said.kind) || (said.kind === "report" && said.share === 100)

const from: Record<ActKind, readonly Stage[]> = {
  receive: ["asked", "received"],
  accept: ["asked", "received"],
  accept_part: ["asked", "received"],
  decline: ["asked", "received", "accepted"],
  hand_over: ["asked", "received", "accepted"],
  propose: ["asked", "received"],
  ask: openStages,
  extend: ["accepted"],
  report: ["asked", "received", "accepted"],
  reply: stages,
  agree: openStages,
  refuse: openStages,
  release: ["asked", "received", "accepted", "reported", "declined"],
  release_part: ["reported"],
  return: ["reported"],
  look: ["declined"],
  withdraw: openStages,
  reopen: ["released", "declined", "withdrawn"],
}

/** Which waiting acts each decision settles. */
export const settlesKinds: Partial<Record<ActKind, ActKind[]>> = {
  reply: ["ask"],
  agree: ["propose", "extend"],
  refuse: ["propose", "extend"],
  release: ["report"],
  release_part: ["report"],
  return: ["report"],
  look: ["decline"],
}

/** Whether such an act is possible now, whoever makes it. */
export function possible(kind: ActKind, standing: Pick<Standing, "stage">, waiting: Pick<Waiting, "kind">[]): boolean {
  if (!from[kind].includes(standing.stage)) return false
  const wanted = settlesKinds[kind]
  return !wanted || kind === "release" || waiting.some((one) => wanted.includes(one.kind))
}

/** Why an act cannot be: the key of a refusal (409) or of a field that lacks something (422). */
export type Obstacle = { refusal: string } | { field: "text" | "term" | "until" | "share"; key: string }

/** What keeps an act from being done, or null. Rules: no release without a report or a stated reason; a refusal,
 * a return, a withdrawal and a reopening say why; a term is a day or words; no day to come was over when it was said. */
export function obstacleTo(
  said: Said,
  standing: Standing,
  waiting: Waiting[],
  settles: Waiting | null,
): Obstacle | null {
  if (!possible(said.kind, standing, waiting)) return { refusal: "request.refusal.not_now" }
  const wanted = settlesKinds[said.kind]
  if (wanted && said.kind !== "release" && !settles) return { refusal: "request.refusal.nothing_waits" }
  if (settles && !wanted?.includes(settles.kind)) return { refusal: "request.refusal.nothing_waits" }
  const unsaid = said.text.trim() === ""
  const withoutReport = said.kind === "release" && standing.stage !== "reported"
  if (unsaid && withoutReport) return { field: "text", key: "request.invalid.release_reason" }
  if (unsaid && mustSay.includes(said.kind)) return { field: "text", key: `request.invalid.text.${said.kind}` }
  const noTerm = said.termOn === null && said.term === ""
  if (noTerm && ["accept", "accept_part", "extend"].includes(said.kind))
    return { field: "term", key: "request.invalid.term" }
  if (said.kind === "propose" && noTerm && said.wording === "") return { field: "term", key: "request.invalid.propose" }
  if (said.kind === "receive" && said.until === null) return { field: "until", key: "request.invalid.until" }
  if (said.termOn !== null && said.termOn < said.onDay) return { field: "term", key: "request.invalid.past" }
  if (said.until !== null && said.until < said.onDay) return { field: "until", key: "request.invalid.past" }
  if (said.kind === "report" && (said.share === null || said.share < 0 || said.share > 100))
    return { field: "share", key: "request.invalid.share" }
  if (said.kind === "release_part" && (said.share === null || said.share < 1 || said.share > 99))
    return { field: "share", key: "request.invalid.part" }
  return null
}

const mustSay: ActKind[] = [
  "accept_part",
  "decline",
  "hand_over",
  "ask",
  "extend",
  "report",
  "reply",
  "refuse",
  "release_part",
  "return",
  "withdraw",
  "reopen",
]

/** The request as it stands right after it was asked. */
export const askedStanding: Standing = {
  stage: "asked",
  partly: false,
  share: 0,
  termOn: null,
  term: "",
  wording: "",
  consideredUntil: null,
  answeredOn: null,
  takenOn: null,
  releasedOn: null,
}

/**
 * The request after an act that is possible. Total: acts read back from the database can be played in order to learn
 * how things stood on any day.
 *
 * @param settles the act that this one answers, when it does
 */
export function after(before: Standing, said: Said, settles: Waiting | null): Standing {
  const answered = { ...before, answeredOn: before.answeredOn ?? said.onDay }
  const term = said.termOn !== null || said.term !== "" ? { termOn: said.termOn, term: said.term } : {}
  const taken = { ...term, stage: "accepted" as const, consideredUntil: null, takenOn: before.takenOn ?? said.onDay }
  switch (said.kind) {
    case "receive":
      return { ...answered, stage: "received", consideredUntil: said.until }
    case "accept":
      return { ...answered, ...taken, partly: false }
    case "accept_part":
      return { ...answered, ...taken, partly: true }
    case "decline":
      return { ...answered, stage: "declined", consideredUntil: null }
    case "hand_over":
      return { ...answered, stage: "handed_over", consideredUntil: null }
    case "propose":
      return answered
    case "report":
      return { ...answered, ...taken, stage: said.share === 100 ? "reported" : "accepted", share: said.share ?? 0 }
    case "agree": {
      const agreed = { termOn: settles?.termOn ?? null, term: settles?.term ?? "" }
      const hasTerm = agreed.termOn !== null || agreed.term !== ""
      return {
        ...before,
        ...taken,
        ...(hasTerm && agreed),
        stage: before.stage === "reported" ? "reported" : "accepted",
        wording: settles?.wording || before.wording,
      }
    }
    case "release":
      return { ...before, stage: "released", share: 100, releasedOn: said.onDay }
    case "release_part":
      return { ...before, ...term, stage: "accepted", share: said.share ?? before.share }
    case "return":
      return { ...before, ...term, stage: "accepted", share: Math.min(before.share, 99) }
    case "withdraw":
      return { ...before, stage: "withdrawn", consideredUntil: null }
    case "reopen":
      return { ...before, stage: before.takenOn ? "accepted" : "asked", releasedOn: null }
    case "ask":
    case "extend":
    case "reply":
    case "refuse":
    case "look":
      return before
  }
}

/**
 * Since when the addressee has had the word without deciding: the day of asking or of the last word that was exchanged,
 * or the day until which it was considered. Null while something of theirs waits for the centre, and once it is decided.
 *
 * @param days YYYY-MM-DD: of the asking and of every act
 */
export function silentSince(to: Pick<Standing, "stage" | "consideredUntil">, days: string[], waits: boolean) {
  if (waits) return null
  if (to.stage === "received") return to.consideredUntil
  return to.stage === "asked" ? days.toSorted().at(-1)! : null
}

/** Waiting acts that end by themselves with this one: what was proposed is moot once the addressee has decided. */
export function overtaken(said: Pick<Said, "kind" | "share">, waiting: Waiting[]): Waiting[] {
  const ends: Partial<Record<ActKind, ActKind[]>> = {
    accept: ["propose"],
    accept_part: ["propose"],
    decline: ["propose", "extend", "ask"],
    hand_over: ["propose", "extend", "ask"],
    propose: ["propose"],
    extend: ["extend"],
    report: said.share === 100 ? ["propose", "extend"] : ["propose"],
    release: ["propose", "extend", "ask", "decline", "report"],
    withdraw: ["propose", "extend", "ask", "report"],
    reopen: ["decline"],
  }
  return waiting.filter((one) => ends[said.kind]?.includes(one.kind))
}
