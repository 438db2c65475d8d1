export type Delimiter = "\t" | ";" | ","

/**
 * Rows pasted out of Excel, LibreOffice or a text editor: tab-separated with quoted cells that hold line breaks,
 * or CSV with ";" or ",". A quote that is not closed before the next delimiter is an ordinary character:
 * Excel pastes «"Ромашка" ООО» as it is. Cells keep their spaces; rows may differ in length.
 * @param delimiter found by itself when absent; a list without tabs stays one column unless its lines agree on it
 */
export function parsePasted(text: string, delimiter: Delimiter = findDelimiter(text)): string[][] {
  const source = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n")
  if (source === "") return []
  const rows: string[][] = [[]]
  let at = 0
  for (;;) {
    const quoted = source[at] === '"' ? readQuoted(source, at, delimiter) : null
    const end = quoted ? quoted.end : endOfPlain(source, at, delimiter)
    rows.at(-1)!.push(quoted ? quoted.value : source.slice(at, end))
    if (end >= source.length) return rows
    if (source[end] === "\n") {
      if (end + 1 === source.length) return rows
      rows.push([])
    }
    at = end + 1
  }
}

function readQuoted(source: string, at: number, delimiter: string): { value: string; end: number } | null {
  let quote = source.indexOf('"', at + 1)
  while (quote !== -1 && source[quote + 1] === '"') quote = source.indexOf('"', quote + 2)
  if (quote === -1) return null
  const next = source[quote + 1]
  if (next !== undefined && next !== delimiter && next !== "\n") return null
  return { value: source.slice(at + 1, quote).replaceAll('""', '"'), end: quote + 1 }
}

function endOfPlain(source: string, at: number, delimiter: string): number {
  let end = at
  while (end < source.length && source[end] !== delimiter && source[end] !== "\n") end++
  return end
}

function findDelimiter(text: string): Delimiter {
  if (text.includes("\t")) return "\t"
  for (const delimiter of [";", ","] as const) {
    const counts = parsePasted(text, delimiter).map((row) => row.length)
    const agreed = counts.length > 1 && counts[0]! > 1 && counts.every((count) => count === counts[0])
    // «Совет ветеранов, г. Чехов» is prose: a comma that separates columns has no space after it
    if (agreed && !(delimiter === "," && /, /.test(text.replace(/"[^"]*"/g, "")))) return delimiter
  }
  return "\t"
}
