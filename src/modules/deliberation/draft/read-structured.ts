import type { SourceDocument } from "#platform/documents/source.ts"
import { InvalidInput } from "#platform/refusal.ts"
import type { ReadResolution } from "../export/exported-resolution.ts"
import { readResolutionXlsx } from "../export/read-resolution-xlsx.ts"
import { readResolutionJson } from "../export/resolution-json.ts"
import type { DraftContent, DraftPassage } from "./draft.ts"

/** Where a table is split into lines, so that it has a source to stand beside. */
function linesOf(r: ReadResolution): SourceDocument {
  const texts = [r.title, ...r.preamble, ...r.items.map((i) => `${i.label} ${i.text}`.trim()), ...r.closing]
  return {
    format: "txt",
    lines: texts.map((text, i) => ({ n: i + 1, text, kind: "paragraph" as const })),
    warnings: [],
  }
}

function contentOf(r: ReadResolution): DraftContent {
  const firstItem = 2 + r.preamble.length
  const passages = (kind: DraftPassage["kind"], texts: string[], from: number): DraftPassage[] =>
    texts.map((text, i) => ({ kind, tone: "", text, line: from + i }))
  return {
    title: r.title,
    kind: r.kind,
    heldOn: r.date,
    heldUntil: r.dateEnd,
    place: r.place ?? "",
    organiser: r.organiser ?? "",
    participantsCount: r.participantsCount,
    participants: r.organisations.map((organisation) => ({ name: "", post: "", organisation })),
    passages: [
      ...passages("preamble", r.preamble, 2),
      ...r.findings.map(({ tone, text }) => ({ kind: "finding" as const, tone, text, line: null })),
      ...passages("closing", r.closing, firstItem + r.items.length),
    ],
    pieces: r.items.map((item, i) => ({
      id: `p${i + 1}`,
      type: item.type,
      depth: item.depth,
      label: item.label,
      path: item.path,
      text: item.text,
      addressees: item.addressees.map(({ name, role }) => ({ raw: "", name, role, partyId: null })),
      force: item.force,
      deadline: item.deadline,
      term: item.term ?? "",
      fromLine: firstItem + i,
      toLine: firstItem + i,
      doubts: [],
      expectedResult: null,
      theme: item.theme ?? undefined,
    })),
  }
}

/**
 * Reads a resolution whose structure came ready: our .json, or an .xlsx table.
 *
 * @returns null when the file is neither, so that it is read as a document
 * @throws InvalidInput with one saying per wrong row
 */
export async function readStructured(bytes: Uint8Array, name: string) {
  const isJson = /\.json$/i.test(name)
  if (!isJson && !/\.xlsx$/i.test(name)) return null
  const read = isJson ? readResolutionJson(new TextDecoder().decode(bytes)) : await readResolutionXlsx(bytes)
  if (!read.ok)
    throw new InvalidInput(
      Object.fromEntries(
        read.errors.map(({ code, row, params }, i) => [
          `${row}.${i}`,
          { key: `export.error.${code}`, params: { ...params, row } },
        ]),
      ),
    )
  return { document: linesOf(read.resolution), content: contentOf(read.resolution) }
}
