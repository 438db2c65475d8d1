/** What the reader of resolutions makes of a text: the record of `parse --json`, and a place for every line of the source. */

export type Kind = "round_table" | "conference" | "forum" | "council_session" | "hearing" | "charter" | "other"
export type Force = "instruct" | "recommend" | "petition" | "appeal" | "consider" | "decide" | "endorse"
export type Span = { fromLine: number; toLine: number }

/** `name` is the nominative; `parts` the separate bodies where several are named in one breath («Думе и администрации»). */
export type Addressee = { raw: string; name: string; role: "lead" | "joint" | "class"; parts?: string[] }
export type Participant = { name: string | null; post: string | null; organisation: string | null }
export type Finding = { tone: "positive" | "problem" | "neutral"; text: string }

export type Item = {
  type: "item" | "block"
  path: string
  /** What the text itself shows as the number; null when it shows none. */
  label: string | null
  text: string
  addressees: Addressee[]
  force: Force
  /** ISO date by which the item is to be done. */
  deadline: string | null
  /** A term that is not a date, in the words of the text. */
  term: string | null
  /** Person named by «Ответственный», «контроль возложить на». */
  responsible: string | null
  source: Span
  parent: string | null
  /** Codes of what a person should look at. */
  uncertain?: string[]
}

export type LineRole =
  | "empty"
  | "title"
  | "event"
  | "date_place"
  | "organiser"
  | "participant"
  | "finding"
  | "agenda"
  | "preamble"
  | "cue"
  | "section"
  | "block"
  | "item"
  | "vote"
  | "closing"
  | "signature"
  | "footnote"
  | "furniture"
  | "unrecognised"

/** `ref` is an index in items, findings or participants, after the role. */
export type LineOf = { n: number; role: LineRole; ref?: number }

export type Understood = {
  title: string | null
  kind: Kind
  event: string | null
  date: string | null
  dateEnd?: string
  place: string | null
  organiser: string | null
  participants: Participant[]
  participantsCount: number | null
  /** Addressees named once, in the words that introduce the whole list. */
  addressees: Addressee[]
  findings: Finding[]
  items: Item[]
  unrecognised: (Span & { text: string })[]
  warnings: { code: string; line?: number }[]
  lines: LineOf[]
}
