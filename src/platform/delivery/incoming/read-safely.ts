import { existsSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { Worker } from "node:worker_threads"
import type { Message } from "./read-message.ts"

/** Milliseconds and megabytes of the heap that one message may take; an honest one of 25 MB takes half a second and 30. */
const limits = { time: 15_000, heap: 256 }

/** In the built program the thread's code lies beside the bundle; in the source tree Node strips its types itself. */
function workerPath(): string {
  const built = fileURLToPath(new URL("./message-worker.js", import.meta.url))
  return existsSync(built) ? built : fileURLToPath(new URL("./message-worker.ts", import.meta.url))
}

/**
 * Reads a message that anybody may have sent, in a thread that is ended when it takes too long or too much memory:
 * millions of empty lines are enough for that.
 * @throws when it cannot be read within the limits
 */
export function readSafely(source: Uint8Array, { time = limits.time, heap = limits.heap } = {}): Promise<Message> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerPath(), {
      workerData: source,
      resourceLimits: { maxOldGenerationSizeMb: heap },
      env: {},
      execArgv: [],
    })
    const deadline = setTimeout(() => {
      reject(new Error("the message takes too long to read"))
      void worker.terminate()
    }, time)
    worker.once("message", resolve)
    worker.once("error", reject)
    worker.once("exit", () => {
      clearTimeout(deadline)
      reject(new Error("the message could not be read"))
    })
  })
}
