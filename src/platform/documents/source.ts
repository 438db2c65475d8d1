/** One paragraph (docx, odt, rtf, html) or one line of text (txt, pdf) of a document, in reading order. */
export type SourceLine = {
  /** Counted from 1; the number shown to people. */
  n: number
  /** Without the automatic number; tabs stay tabs, cells of a table row are joined by tabs. */
  text: string
  kind: "paragraph" | "table" | "footnote" | "header"
  /** The number or bullet that the word processor shows by itself: "1.", "2.1.", "а)", "•". Not part of `text`. */
  marker?: string
  /** Depth of the list or of the heading, from 1. */
  level?: number
  /** Every letter of the line is bold. */
  bold?: boolean
  style?: string
  align?: "left" | "center" | "right" | "both"
}

export type SourceDocument = {
  format: "docx" | "odt" | "rtf" | "pdf" | "html" | "txt"
  encoding?: string
  lines: SourceLine[]
  /** Codes are keys `documents.warning.<code>` of the catalogue; `line` is an `n`. */
  warnings: { code: string; line?: number }[]
}
