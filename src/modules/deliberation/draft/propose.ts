import type { SourceLine } from "#platform/documents/source.ts"
import { checkExecutable } from "../reading/executable.ts"
import type { Understood } from "../reading/understood.ts"
import type { DraftContent, DraftPassage, Piece } from "./draft.ts"

const passageOf: Partial<Record<Understood["lines"][number]["role"], DraftPassage["kind"]>> = {
  preamble: "preamble",
  cue: "preamble",
  agenda: "preamble",
  vote: "closing",
  closing: "closing",
  signature: "signature",
  footnote: "closing",
  unrecognised: "unrecognised",
}

/** Text around the items: neighbouring lines of one role are one passage. */
function passagesOf(lines: SourceLine[], understood: Understood): DraftPassage[] {
  const textOf = new Map(lines.map((l) => [l.n, l.text.trim()]))
  const passages: (DraftPassage & { last: number })[] = []
  for (const { n, role } of understood.lines) {
    const kind = passageOf[role]
    const text = textOf.get(n)
    if (!kind || !text) continue
    passages.push({ kind, tone: "", text, line: n, last: n })
  }
  const findings = understood.findings.map((f) => ({
    kind: "finding" as const,
    tone: f.tone,
    text: f.text,
    line: null,
  }))
  return [...findings, ...passages.map(({ last: _, ...p }) => p)]
}

/**
 * Turns what was understood into a draft to check.
 * @param known what earlier documents taught about names, by the words of this one
 */
export function propose(
  lines: SourceLine[],
  understood: Understood,
  known: (raw: string) => { name: string; partyId: number | null } | undefined,
): DraftContent {
  const depthOf = new Map<string, number>()
  const pieces = understood.items.map((item, i): Piece => {
    const depth = item.parent === null ? 0 : (depthOf.get(item.parent) ?? 0) + 1
    depthOf.set(item.path, depth)
    const doubts = [...new Set([...(item.uncertain ?? []), ...(item.type === "item" ? checkExecutable(item) : [])])]
    return {
      id: `p${i + 1}`,
      type: item.type,
      depth,
      label: item.label ?? "",
      path: item.path,
      text: item.text,
      addressees: item.addressees.map((a) => ({
        raw: a.raw,
        role: a.role,
        name: known(a.raw)?.name ?? a.name,
        partyId: known(a.raw)?.partyId ?? null,
      })),
      force: item.force,
      deadline: item.deadline,
      term: item.term ?? "",
      fromLine: item.source.fromLine,
      toLine: item.source.toLine,
      doubts,
      expectedResult: null,
    }
  })
  return {
    title: understood.title ?? "",
    kind: understood.kind,
    heldOn: understood.date,
    heldUntil: understood.dateEnd ?? null,
    place: understood.place ?? "",
    organiser: understood.organiser ?? "",
    participantsCount: understood.participantsCount,
    participants: understood.participants.map((p) => ({
      name: p.name ?? "",
      post: p.post ?? "",
      organisation: p.organisation ?? "",
    })),
    passages: passagesOf(lines, understood),
    pieces,
  }
}
