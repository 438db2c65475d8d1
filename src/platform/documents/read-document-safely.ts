import { type ChildProcess, spawn } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import type { Readable, Writable } from "node:stream"
import { fileURLToPath } from "node:url"
import { DocumentRefusal, type RefusalCode, type RefusalParams } from "./document-refusal.ts"
import { limits } from "./limits.ts"
import { checkSize } from "./read-document.ts"
import type { SourceDocument } from "./source.ts"
import { checkTableSize } from "./table/read-table.ts"
import { type Table, tableLimits } from "./table/table.ts"

/** What the reading process says. */
export type Answer =
  | { document: SourceDocument }
  | { table: Table }
  | { refusal: RefusalCode; params: RefusalParams; cause?: string }
export type ReadingLimits = {
  /** Milliseconds from the start of the reading process. */
  wallTime?: number
  /** Bytes of resident memory of the reading process. */
  memory?: number
}

/**
 * Reads a document that nobody vouches for, in a process of its own that is killed when it takes too long or too much
 * memory. Only a few run at a time; the others wait for their turn.
 * @throws DocumentRefusal whatever is wrong with the file; timeout, memory
 */
export async function readDocumentSafely(
  bytes: Uint8Array,
  fileName: string,
  { wallTime = limits.wallTime, memory = limits.memory }: ReadingLimits = {},
): Promise<SourceDocument> {
  checkSize(bytes)
  const { heap } = limits
  const answer = await inTurn(() => askProcess("document", bytes, fileName, { wallTime, memory, heap }))
  if ("document" in answer) return answer.document
  throw refusalOf(answer)
}

/**
 * The same for a table, .xlsx or .csv, with the room that a hundred thousand rows need.
 * @throws DocumentRefusal whatever is wrong with the file; timeout, memory
 */
export async function readTableSafely(bytes: Uint8Array, given: ReadingLimits = {}): Promise<Table> {
  checkTableSize(bytes)
  const answer = await inTurn(() => askProcess("table", bytes, "", { ...tableLimits, ...given }))
  if ("table" in answer) return answer.table
  throw refusalOf(answer)
}

const refusalOf = (answer: Answer): DocumentRefusal =>
  "refusal" in answer
    ? new DocumentRefusal(answer.refusal, answer.params, answer.cause)
    : new DocumentRefusal("broken", {}, "the reading process answered something else")

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  await turn()
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    // a turn is handed on, so that nobody slips in between
    if (next) next()
    else running--
  }
}

let running = 0
const waiting: (() => void)[] = []
async function turn() {
  if (running < limits.readingsAtOnce) running++
  else await new Promise<void>((go) => waiting.push(go))
}

/** In the built program the entry lies beside the bundle; in the source tree Node strips its types itself. */
function workerPath(): string {
  const built = fileURLToPath(new URL("./read-worker.js", import.meta.url))
  return existsSync(built) ? built : fileURLToPath(new URL("./read-worker.ts", import.meta.url))
}

function askProcess(
  what: "document" | "table",
  bytes: Uint8Array,
  fileName: string,
  { wallTime, memory, heap }: Required<ReadingLimits> & { heap: number },
): Promise<Answer> {
  const child = spawn(
    process.execPath,
    [
      // it may read its own program, and neither write nor start anything
      ...["--permission", "--allow-fs-read=*", "--disable-warning=ExperimentalWarning"],
      ...[`--max-old-space-size=${heap / 1024 / 1024}`, "--max-semi-space-size=4"],
      ...[workerPath(), fileName.slice(-200).replaceAll("\0", ""), String(bytes.length), what],
    ],
    { env: {}, stdio: ["pipe", "ignore", "ignore", "pipe"] },
  )
  return new Promise<Answer>((resolve, reject) => {
    const refuse = (code: RefusalCode, cause?: unknown) => {
      child.kill("SIGKILL")
      reject(new DocumentRefusal(code, {}, cause))
    }
    const deadline = setTimeout(() => refuse("timeout"), wallTime)
    const watch = setInterval(() => {
      if (residentMemory(child) > memory) refuse("memory")
    }, 10)
    const said: Buffer[] = []
    const voice = child.stdio[3] as Readable
    voice.on("data", (chunk: Buffer) => said.push(chunk))
    child.on("error", reject)
    child.on("close", (code, signal) => {
      clearTimeout(deadline)
      clearInterval(watch)
      try {
        resolve(JSON.parse(Buffer.concat(said).toString("utf8")))
      } catch {
        refuse(diedOfHunger(code, signal) ? "memory" : "broken", `the reading process ended with ${signal ?? code}`)
      }
    })
    const ear = child.stdin as Writable
    // a process that has died no longer listens; its end says why
    ear.on("error", () => {})
    ear.end(bytes)
  })
}

/** How V8 ends when its heap is full: by abort, which is SIGABRT, SIGTRAP or 134, depending on the system. */
const diedOfHunger = (code: number | null, signal: string | null) =>
  signal === "SIGABRT" || signal === "SIGTRAP" || signal === "SIGILL" || code === 134

const pageSize = 4096
/** Bytes in memory now; known on Linux only, elsewhere the limit of the heap has to do. */
function residentMemory(child: ChildProcess): number {
  try {
    return Number(readFileSync(`/proc/${child.pid}/statm`, "latin1").split(" ")[1]) * pageSize
  } catch {
    return 0
  }
}
