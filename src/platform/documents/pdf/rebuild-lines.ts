/** A run of text on a page; `x`, `y` of its start in points, `y` growing upwards. */
export type Run = { text: string; x: number; y: number; width: number; size: number; upright: boolean }

/** Runs of one page as lines of text, from the top down; gaps become spaces, wide ones tabs. */
export function rebuildLines(runs: Run[]): string[] {
  const upright = runs.filter((run) => run.upright && run.text !== "")
  const turned = runs.filter((run) => !run.upright && run.text.trim() !== "").map((run) => run.text)
  const rows: Run[][] = []
  for (const run of upright.toSorted((a, b) => b.y - a.y)) {
    const row = rows.at(-1)
    const first = row?.[0]
    // half a line apart is another line; a raised note number is less
    if (row && first && Math.abs(first.y - run.y) < Math.max(first.size, run.size) * 0.45) row.push(run)
    else rows.push([run])
  }
  return [...rows.map((row) => joinRuns(row.toSorted((a, b) => a.x - b.x))), ...turned].filter(
    (line) => line.trim() !== "",
  )
}

function joinRuns(row: Run[]): string {
  let text = ""
  let end: number | undefined
  for (const run of row) {
    const blank = run.text.trim() === ""
    // white space is counted by its place, as producers also use it to fill the width
    if (blank) continue
    const gap = end === undefined ? 0 : run.x - end
    const space = /\s$/.test(text) || /^\s/.test(run.text)
    if (gap > run.size * 1.8) text = `${text.trimEnd()}\t${run.text.trimStart()}`
    else text += gap > run.size * 0.15 && !space ? ` ${run.text}` : run.text
    end = Math.max(end ?? 0, run.x + run.width)
  }
  return text.trimEnd()
}
