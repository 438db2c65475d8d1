/** Text at a place of an A4 page, in points from the lower left corner. */
export type Piece = { text: string; x: number; y: number; size?: number }

/** A PDF 1.4 whose only font has a table of its letters, so that Cyrillic can be read back. `extra` goes into the trailer. */
export function makePdf(pages: Piece[][], extra = ""): Uint8Array {
  const letters = [...new Set(pages.flat().flatMap((piece) => [...piece.text]))]
  const code = (letter: string) => (letters.indexOf(letter) + 1).toString(16).padStart(4, "0")
  const unicode = letters.map((letter) => `<${code(letter)}> <${letter.charCodeAt(0).toString(16).padStart(4, "0")}>`)
  const map =
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def\n" +
    `1 begincodespacerange <0000> <ffff> endcodespacerange\n${letters.length} beginbfchar\n${unicode.join("\n")}\nendbfchar\nendcmap end end`
  const stream = (text: string) => `<< /Length ${text.length} >>\nstream\n${text}\nendstream`
  const show = ({ text, x, y, size = 12 }: Piece) =>
    `BT /F ${size} Tf 1 0 0 1 ${x} ${y} Tm <${[...text].map(code).join("")}> Tj ET`
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${7 + index * 2} 0 R`).join(" ")}] >>`,
    "<< /Type /Font /Subtype /Type0 /BaseFont /Sample /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
    "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Sample /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 5 0 R /DW 500 >>",
    "<< /Type /FontDescriptor /FontName /Sample /Flags 4 /FontBBox [0 0 500 700] /ItalicAngle 0 /Ascent 700 /Descent 0 /CapHeight 700 /StemV 80 >>",
    stream(map),
    ...pages.flatMap((pieces, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents ${8 + index * 2} 0 R >>`,
      stream(pieces.map(show).join("\n")),
    ]),
  ]
  let file = "%PDF-1.4\n"
  const offsets = objects.map((object, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("")
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${extra} >>\nstartxref\n${file.length}\n%%EOF\n`
  return new TextEncoder().encode(file)
}
