import { readFileSync } from "node:fs"
import { Agent, get } from "node:http"

const tick = 10 // milliseconds; Linux counts in hundredths of a second

/** CPU milliseconds that processes and their ended children have used so far. */
export function cpuOf(pids: number[]): number {
  let ticks = 0
  for (const pid of pids) {
    const fields = statOf(pid)?.split(" ") ?? []
    // utime, stime, and what ended children used, by proc(5), counted from behind the name
    for (const at of [11, 12, 13, 14]) ticks += Number(fields[at] ?? 0)
  }
  return ticks * tick
}

function statOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
    return stat.slice(stat.lastIndexOf(")") + 2)
  } catch {
    return undefined // ended; its parent has its time
  }
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 })

/** Asks for addresses, eight at a time over kept connections. @throws when one does not answer 200 */
export async function ask(urls: string[], headers: Record<string, string> = {}): Promise<void> {
  const left = urls.values()
  const work = async () => {
    for (const url of left) await one(url, headers)
  }
  await Promise.all(Array.from({ length: 8 }, work))
}

/** One answer's body. */
export const one = (url: string, headers: Record<string, string> = {}): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    get(url, { agent, headers }, (res) => {
      const chunks: Buffer[] = []
      res.on("data", (chunk) => chunks.push(chunk))
      res.on("end", () =>
        res.statusCode === 200
          ? resolve(Buffer.concat(chunks))
          : reject(new Error(`${url} answered ${res.statusCode}`)),
      )
      res.on("error", reject)
    }).on("error", reject)
  })

/** CPU milliseconds per request that the processes use while these addresses are asked for. */
export async function cpuPerRequest(pids: () => number[], urls: string[], headers?: Record<string, string>) {
  const before = cpuOf(pids())
  await ask(urls, headers)
  return (cpuOf(pids()) - before) / urls.length
}

export const closeClient = () => agent.destroy()

export const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!
