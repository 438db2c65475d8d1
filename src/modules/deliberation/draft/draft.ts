import type { Finding, Force, Kind } from "../reading/understood.ts"

/** Who is to act, as the document says it (`raw`) and in the nominative (`name`); `partyId` once known in the registry. */
export type DraftAddressee = { raw: string; name: string; role: "lead" | "joint" | "class"; partyId: number | null }

/** One block or item of a draft. Order and `depth` make the tree; `path` and `label` are those of the document. */
export type Piece = {
  id: string
  type: "item" | "block"
  depth: number
  label: string
  path: string
  text: string
  addressees: DraftAddressee[]
  force: Force
  deadline: string | null
  term: string
  fromLine: number | null
  toLine: number | null
  /** Codes of what a person should look at; cleared when looked at. */
  doubts: string[]
  /** Of what is endorsed: what must appear; null while nobody has answered, "" when nothing should. */
  expectedResult: string | null
  /** The item of an earlier resolution that this one goes on with. */
  carriedFrom?: number | undefined
  /** What it is about, by a name of the catalogue; an unknown name is passed over at adoption. */
  theme?: string | undefined
}

export type DraftPassage = {
  kind: "preamble" | "finding" | "closing" | "signature" | "unrecognised"
  tone: Finding["tone"] | ""
  text: string
  line: number | null
}

/** Everything that becomes a resolution at adoption. */
export type DraftContent = {
  title: string
  kind: Kind
  heldOn: string | null
  heldUntil: string | null
  place: string
  organiser: string
  participantsCount: number | null
  participants: { name: string; post: string; organisation: string }[]
  passages: DraftPassage[]
  pieces: Piece[]
}

/** The nearest piece above with a smaller depth: the one that this piece stands under. */
export function parentOf(pieces: Piece[], index: number): Piece | undefined {
  const depth = pieces[index]?.depth ?? 0
  for (let i = index - 1; i >= 0; i--) if (pieces[i]!.depth < depth) return pieces[i]
  return undefined
}
