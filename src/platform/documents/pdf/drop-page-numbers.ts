const pageNumber =
  /^\s*(?:стр(?:аница|\.)?|с\.|page|p\.)?\s*[-–—]?\s*(\d{1,4})\s*[-–—]?\s*(?:(?:из|of|\/)\s*\d{1,4})?\s*$/i

type Place = "first" | "last"
const at = (lines: string[], place: Place) => (place === "first" ? lines[0] : lines.at(-1))
const numberAt = (lines: string[], place: Place) => {
  const found = pageNumber.exec(at(lines, place) ?? "")?.[1]
  return found === undefined ? undefined : Number(found)
}

/**
 * Leaves out the page numbers at the top or the bottom: numbers that grow by one with each page, on two pages at
 * least, or the true number of the second page alone.
 */
export function dropPageNumbers(pages: string[][]): string[][] {
  let kept = pages
  for (const place of ["first", "last"] as const) {
    const shifts = kept.map((lines, index) => {
      const number = numberAt(lines, place)
      return number === undefined ? undefined : number - index
    })
    const counts = new Map<number, number>()
    for (const shift of shifts) if (shift !== undefined) counts.set(shift, (counts.get(shift) ?? 0) + 1)
    kept = kept.map((lines, index) => {
      const shift = shifts[index]
      if (shift === undefined) return lines
      const sure = counts.get(shift)! > 1 || (index === 1 && shift === 1)
      return sure ? (place === "first" ? lines.slice(1) : lines.slice(0, -1)) : lines
    })
  }
  return kept
}
