import type { SourceDocument } from "../source.ts"

/** Lines as a person sees them: the marker, a space, the text. */
export const shown = (document: SourceDocument) =>
  document.lines.map((line) => (line.marker ? `${line.marker} ${line.text}`.trimEnd() : line.text))

export const codes = (document: SourceDocument) => document.warnings.map((warning) => warning.code)
