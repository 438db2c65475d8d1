import type { SourceLine } from "#platform/documents/source.ts"
import { findAddressee } from "./addressee.ts"
import { clean } from "./clean.ts"
import { readDecisions } from "./decisions.ts"
import { findInProse, readFindings } from "./findings.ts"
import { markDateLines, readHeading } from "./heading.ts"
import { imply } from "./implied.ts"
import { kindOf } from "./kind.ts"
import { rolesOfLines } from "./line-roles.ts"
import { organiserIn } from "./organiser.ts"
import { toParagraphs } from "./paragraph.ts"
import { readParticipants, statedCount } from "./participants.ts"
import { type Piece, toPiece } from "./piece.ts"
import type { Addressee, Understood } from "./understood.ts"
import { whenAndWhere } from "./when-where.ts"
import { cut } from "./zones.ts"

/**
 * Reads a resolution: lines in, structure out; pure, never throws, the same lines give the same structure.
 * Every line of the source has exactly one role in `lines`; what fits nowhere is `unrecognised`.
 */
export function understand(lines: SourceLine[]): Understood {
  const { zones, pieces } = cut(toParagraphs(lines).map(toPiece))
  const grouped = new Set(zones.groups.flatMap((group) => group.pieces))
  markDateLines(pieces.filter((piece) => !grouped.has(piece)))
  const heading = readHeading(zones.head)
  const participants = readParticipants(zones.participants)
  const findings = readFindings(zones.findings)
  if (!zones.groups.some((group) => group.pieces.length)) imply(zones, pieces)
  const span = (piece: Piece) => ({ fromLine: lines[piece.fromLine]!.n, toLine: lines[piece.toLine]!.n })
  const decisions = readDecisions(zones.groups, span)
  findInProse(pieces, findings)
  const body = pieces.filter((piece) => !piece.role || !["title", "furniture", "item", "block"].includes(piece.role))
  const where = whenAndWhere(pieces, heading)
  const told = pieces.filter((piece) => piece.role !== "item" && piece.role !== "block" && piece.role !== "furniture")
  const text = told.map((piece) => piece.text).join("\n")
  const count = statedCount(text) ?? (participants.length || null)
  for (const piece of pieces) if (!piece.role && statedCount(piece.text) !== null) piece.role = "participant"
  const roles = rolesOfLines(lines, pieces)
  return {
    title: heading.title,
    kind: kindOf(
      heading.title,
      heading.event,
      body
        .slice(0, 6)
        .map((piece) => piece.text)
        .join(" "),
    ),
    event: heading.event,
    date: where.date,
    ...(where.dateEnd ? { dateEnd: where.dateEnd } : {}),
    place: where.place,
    organiser: organiserIn(body.map((piece) => piece.text)),
    participants,
    participantsCount: count,
    addressees: decisions.addressees.length ? decisions.addressees : recipients(heading.title, zones.head),
    findings,
    items: decisions.items,
    unrecognised: roles
      .filter((one) => one.role === "unrecognised")
      .map((one) => ({ fromLine: one.n, toLine: one.n, text: clean(lines.find((line) => line.n === one.n)!.text) })),
    warnings: decisions.warnings,
    lines: roles,
  }
}

/** An open letter names whom it asks above its text: «Губернатору края И.И. Кедрову». */
function recipients(title: string | null, head: Piece[]): Addressee[] {
  if (!/письмо|обращение/iu.test(title ?? "")) return []
  const named = /(?<=\sко?\s)(?=\p{Lu}|депутат|жител|гражд|руковод).*$/u.exec(title!)?.[0]
  const called = named ? findAddressee(`${named}:`) : null
  if (called?.whole) return called.addressees
  return head
    .filter((piece) => !piece.marker && piece.text.length < 200 && (!piece.role || piece.role === "preamble"))
    .map((piece) => findAddressee(piece.text))
    .flatMap((asked) => (asked?.whole && asked.verb === null ? asked.addressees : []))
}
