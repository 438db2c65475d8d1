import { readdirSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { DocumentRefusal } from "./document-refusal.ts"
import { readDocument } from "./read-document.ts"
import { type ReadingLimits, readDocumentSafely } from "./read-document-safely.ts"
import { abstractList, list, makeDocx, numbered, p } from "./testing/make-docx.ts"
import { makeOdt } from "./testing/make-odt.ts"
import { makePdf } from "./testing/make-pdf.ts"

const megabyte = 1024 * 1024
const refusal = (file: Uint8Array, limits?: ReadingLimits) =>
  readDocumentSafely(file, "sample.docx", limits).catch((error) => {
    if (error instanceof DocumentRefusal) return error
    throw error
  })
/** Processes of this one that read documents. */
const readers = () =>
  readdirSync("/proc").filter((id) => {
    try {
      const mine =
        readFileSync(`/proc/${id}/stat`, "latin1")
          .replace(/^.*\) /, "")
          .split(" ")[1] === String(process.pid)
      return mine && readFileSync(`/proc/${id}/cmdline`, "latin1").includes("read-worker")
    } catch {
      return false
    }
  })

test("the process reads what a call in place reads", async () => {
  const numbering = abstractList(0, [{ text: "%1." }]) + list(1, 0)
  const files = [
    makeDocx(numbered("один", 1) + p("«два» — три"), { numbering }),
    makeOdt("<text:p>Да</text:p>"),
    makePdf([[{ text: "Резолюция", x: 50, y: 800 }]]),
    new TextEncoder().encode("<html><p>Да</html>"),
    new TextEncoder().encode("{\\rtf1 \\u1044?}"),
    new TextEncoder().encode("Да\nнет"),
  ]
  for (const file of files) expect(await readDocumentSafely(file, "")).toEqual(await readDocument(file, ""))
})

test("refusals come through with their parameters, without their workings in the message", async () => {
  expect(await refusal(new Uint8Array())).toMatchObject({ code: "empty" })
  expect(await refusal(new Uint8Array(51 * megabyte))).toMatchObject({ code: "too_large", params: { limit: 50 } })
  const broken = await refusal(makeDocx(p("Да")).slice(0, 300))
  expect(broken).toMatchObject({ code: "broken", message: "documents.refusal.broken", params: {} })
})

test("a name of any kind is no option and no command", async () => {
  for (const name of ["--eval=1", "$(id)", "\0", "а".repeat(5000), "../../x\n"])
    expect((await readDocumentSafely(new TextEncoder().encode("Да"), name)).lines).toHaveLength(1)
})

test("whoever takes too long is killed in time", async () => {
  const slow = new TextEncoder().encode(`{\\rtf1 ${"{}".repeat(20 * megabyte)}x}`)
  const started = performance.now()
  expect(await refusal(slow, { wallTime: 400 })).toMatchObject({ code: "timeout" })
  expect(performance.now() - started).toBeLessThan(5000)
  await expect.poll(readers).toEqual([])
})

test("whoever takes too much memory is killed, buffers counted", async () => {
  const wide = new TextEncoder().encode("а\n".repeat(8 * megabyte))
  const started = performance.now()
  expect(await refusal(wide)).toMatchObject({ code: "memory" })
  expect(performance.now() - started).toBeLessThan(5000)
  const buffers = new Uint8Array(45 * megabyte).fill(0x61)
  expect(await refusal(buffers, { memory: 80 * megabyte })).toMatchObject({ code: "memory" })
})

test("a process that dies says so by its refusal, and the next one is as good as new", async () => {
  const reading = refusal(new TextEncoder().encode(`{\\rtf1 ${"{}".repeat(20 * megabyte)}x}`))
  await expect.poll(() => readers().length).toBe(1)
  process.kill(Number(readers()[0]), "SIGKILL")
  expect(await reading).toMatchObject({ code: "broken" })
  expect((await readDocumentSafely(makeDocx(p("Да")), "")).lines).toHaveLength(1)
})

test("only two read at a time, and everybody has a turn", async () => {
  let most = 0
  const watch = setInterval(() => {
    most = Math.max(most, readers().length)
  }, 5)
  const all = await Promise.all(
    Array.from({ length: 7 }, (_, index) => readDocumentSafely(makeDocx(p(`${index}`)), "")),
  )
  clearInterval(watch)
  expect(all.map((document) => document.lines[0]?.text)).toEqual(["0", "1", "2", "3", "4", "5", "6"])
  expect(most).toBeLessThanOrEqual(2)
})

test("a document of 20 pages takes a moment, the start of the process included", async () => {
  const run =
    '<w:r><w:rPr><w:rFonts w:ascii="Times New Roman"/><w:sz w:val="28"/></w:rPr><w:t>Рекомендовать отделу </w:t></w:r>'
  const paragraph = `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>${run.repeat(12)}</w:p>`
  const file = makeDocx(paragraph.repeat(300), { numbering: abstractList(0, [{ text: "%1." }]) + list(1, 0) })
  const times: number[] = []
  for (let round = 0; round < 5; round++) {
    const started = performance.now()
    expect((await readDocumentSafely(file, "")).lines).toHaveLength(300)
    times.push(performance.now() - started)
  }
  // a quiet machine needs 150; tests run beside other work
  expect(Math.min(...times)).toBeLessThan(1000)
})
