import { createReadStream, createWriteStream } from "node:fs"
import { DocumentRefusal } from "./document-refusal.ts"
import { readDocument } from "./read-document.ts"
import type { Answer } from "./read-document-safely.ts"
import { readTable } from "./table/read-table.ts"

/**
 * The reading process: takes the name (in its arguments, with what to read) and the bytes (at descriptor 0) of one document, answers
 * with JSON at descriptor 3 and ends.
 */
const [, , fileName = "", size = "0", what] = process.argv
const bytes = new Uint8Array(Number(size))
let at = 0
for await (const chunk of createReadStream("", { fd: 0 }) as AsyncIterable<Buffer>) {
  bytes.set(chunk.subarray(0, bytes.length - at), at)
  at += chunk.length
}
// the parent has gone before all was said
if (at < bytes.length) process.exit(1)

const reading: Promise<Answer> =
  what === "table"
    ? readTable(bytes).then((table) => ({ table }))
    : readDocument(bytes, fileName).then((document) => ({ document }))
const answer: Answer = await reading.catch((error) => {
  if (!(error instanceof DocumentRefusal)) throw error
  return {
    refusal: error.code,
    params: error.params,
    cause: error.cause === undefined ? undefined : String(error.cause),
  }
})
createWriteStream("", { fd: 3 }).end(JSON.stringify(answer), () => process.exit(0))
