import { createHash } from "node:crypto"
import { once } from "node:events"
import { createWriteStream } from "node:fs"
import { pipeline } from "node:stream/promises"
import { createGzip } from "node:zlib"
import { padding, tarEnd, tarHeader } from "./tar.ts"

/** Writes entries one after another; nothing larger than a chunk is held in memory. */
export type ArchiveWriter = {
  add(name: string, content: Buffer | string): Promise<void>
  /** Copies `size` bytes. @returns their SHA-256 in hex */
  copy(name: string, size: number, content: AsyncIterable<Buffer>): Promise<string>
  /** Checksums of what `add` has written. */
  sums: Record<string, string>
  /** Ends the archive; the bytes are on the disk then. */
  close(): Promise<void>
  /** Lets go of the file after a failure. */
  abandon(): void
}

/** @param path a new file, readable by its owner only: it will hold passwords' hashes and keys */
export function writeArchive(path: string, at: Date): ArchiveWriter {
  const gzip = createGzip({ chunkSize: 1 << 18 })
  const written = pipeline(gzip, createWriteStream(path, { mode: 0o600, flush: true }))
  written.catch(() => {}) // told by whoever waits next
  const put = async (bytes: Buffer) => {
    if (bytes.length && !gzip.write(bytes)) await Promise.race([once(gzip, "drain"), written])
  }
  const sums: Record<string, string> = {}
  const writer: ArchiveWriter = {
    sums,
    async copy(name, size, content) {
      const hash = createHash("sha256")
      let left = size
      await put(tarHeader(name, size, at))
      for await (const chunk of content) {
        left -= chunk.length
        if (left < 0) break
        hash.update(chunk)
        await put(chunk)
      }
      if (left !== 0) throw new Error(`${name} changed while it was being copied`)
      await put(padding(size))
      return hash.digest("hex")
    },
    async add(name, content) {
      const bytes = Buffer.from(content)
      sums[name] = await writer.copy(
        name,
        bytes.length,
        (async function* () {
          yield bytes
        })(),
      )
    },
    async close() {
      await put(tarEnd)
      gzip.end()
      await written
    },
    abandon: () => void gzip.destroy(),
  }
  return writer
}
