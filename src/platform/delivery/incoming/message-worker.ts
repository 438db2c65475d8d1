import { parentPort, workerData } from "node:worker_threads"
import { readMessage } from "./read-message.ts"

// The thread that reads one message: it is handed the bytes, says what is in them and ends.
parentPort?.postMessage(await readMessage(workerData as Uint8Array))
