import type { SourceDocument } from "#platform/documents/source.ts"
import type { Item, Understood } from "./understood.ts"

/** Says a warning's code in words. */
export type Explain = (key: string) => string

/** The record of `parse --json`; what a document does not tell is null, and a label that it does not show is "". */
export type ParseRecord = ReturnType<typeof parseRecord>

const recordOf = ({ type, path, label, text, addressees, force, deadline, term, source, parent }: Item) => ({
  type,
  path,
  label: label ?? "",
  text,
  addressees: addressees.map(({ raw, name, role }) => ({ raw, name, role })),
  force,
  deadline,
  term,
  source: { fromLine: source.fromLine, toLine: source.toLine },
  parent,
})

/**
 * What was understood, in the form that others may rely on (the contract of `parse --json`).
 * @param file the name to put on it; @param explain words for the warnings
 */
export function parseRecord(file: string, document: SourceDocument, understood: Understood, explain: Explain) {
  const warnings = [
    ...document.warnings.map(({ code, line }) => ({
      code,
      line: line ?? null,
      message: explain(`documents.warning.${code}`),
    })),
    ...understood.warnings.map(({ code, line }) => ({
      code,
      line: line ?? null,
      message: explain(`reading.warning.${code}`),
    })),
  ]
  return {
    file,
    title: understood.title,
    kind: understood.kind,
    date: understood.date,
    place: understood.place,
    organiser: understood.organiser,
    participants: understood.participants.map(({ name, post, organisation }) => ({ name, post, organisation })),
    participantsCount: understood.participantsCount,
    findings: understood.findings.map(({ tone, text }) => ({ tone, text })),
    items: understood.items.map(recordOf),
    unrecognised: understood.unrecognised.map(({ fromLine, toLine, text }) => ({ fromLine, toLine, text })),
    warnings,
  }
}
