import { existsSync, readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { understand } from "#modules/deliberation/reading/understand.ts"
import { readDocumentSafely } from "#platform/documents/read-document-safely.ts"
import type { SourceLine } from "#platform/documents/source.ts"
import { buildDocx } from "#platform/office/docx.ts"
import { type Expected, type Score, score } from "./parse-score.ts"

const root = path.join(import.meta.dirname, "..")
/** Documents with what a careful reader found in them: the project's own, and real ones where they lie beside the clone. */
const folders = [path.join(root, "test/samples/documents"), path.join(root, "../shared/corpus")]

export type Measured = { name: string; own: boolean; milliseconds: number; score: Score }

/** A text file as lines of a document; the reader of files does the same for .txt. */
export const linesOf = (text: string): SourceLine[] =>
  text.split(/\r?\n/).map((line, i) => ({ n: i + 1, text: line, kind: "paragraph" }))

/** Pairs `NAME.txt` + `NAME.expected.json` of a folder; none when the folder is absent. */
export function documentsIn(folder: string): { name: string; text: string; expected: Expected }[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((file) => file.endsWith(".expected.json"))
    .sort()
    .map((file) => {
      const name = file.slice(0, -".expected.json".length)
      return {
        name,
        text: readFileSync(path.join(folder, `${name}.txt`), "utf8"),
        expected: JSON.parse(readFileSync(path.join(folder, file), "utf8")) as Expected,
      }
    })
}

export async function run(from: string[] = folders): Promise<Measured[]> {
  understand(linesOf("Решили:\n1. Рекомендовать совету начать."))
  return from.flatMap((folder, i) =>
    documentsIn(folder).map(({ name, text, expected }) => {
      const lines = linesOf(text)
      const started = performance.now()
      const understood = understand(lines)
      const milliseconds = performance.now() - started
      return { name, own: i === 0, milliseconds, score: score(understood, expected) }
    }),
  )
}

const figures = [
  "precision",
  "recall",
  "path",
  "addressee",
  "deadline",
  "title",
  "kind",
  "date",
  "place",
  "organiser",
  "participants",
  "findings",
  "notes",
] as const

/** Sums of `[right, of]` over documents. */
export function totals(measured: Measured[]): Record<(typeof figures)[number], [number, number]> {
  const sums = Object.fromEntries(figures.map((figure) => [figure, [0, 0]])) as Record<
    (typeof figures)[number],
    [number, number]
  >
  for (const { score } of measured) {
    for (const figure of figures) {
      sums[figure][0] += score[figure][0]
      sums[figure][1] += score[figure][1]
    }
  }
  return sums
}

const share = ([right, of]: [number, number]) => (of ? `${right}/${of}` : "-").padStart(8)

/** Milliseconds from the bytes of a .docx of 20 pages to its structure, as the page does it; the median of five. */
async function twentyPages(): Promise<number> {
  const item = "Администрации города совместно с советом ветеранов провести встречу до 1 мая 2024 года."
  const blocks = Array.from({ length: 800 }, (_, i) => ({
    type: "item" as const,
    label: `${i + 1}.`,
    text: item,
    depth: 0,
  }))
  const bytes = await buildDocx({ title: "РЕЗОЛЮЦИЯ форума", language: "ru", blocks })
  const times: number[] = []
  for (let i = 0; i < 5; i++) {
    const started = performance.now()
    understand((await readDocumentSafely(bytes, "forum.docx")).lines)
    times.push(performance.now() - started)
  }
  return times.toSorted((a, b) => a - b)[2]!
}

if (import.meta.main) {
  const measured = await run(process.argv.length > 2 ? process.argv.slice(2) : folders)
  console.log("".padEnd(26) + figures.map((figure) => figure.slice(0, 7).padStart(8)).join("") + "      ms")
  for (const one of measured) {
    console.log(
      one.name.slice(0, 25).padEnd(26) +
        figures.map((figure) => share(one.score[figure])).join("") +
        one.milliseconds.toFixed(1).padStart(8),
    )
    for (const wrong of one.score.wrong) console.log(`    ${wrong}`)
  }
  const sums = totals(measured)
  const time = measured.reduce((sum, one) => sum + one.milliseconds, 0)
  console.log("total".padEnd(26) + figures.map((figure) => share(sums[figure])).join("") + time.toFixed(1).padStart(8))
  console.log(`20 pages of .docx, the reading process included: ${(await twentyPages()).toFixed(0)} ms (aim 300)`)
}
