/** One file of a tar archive. `body` must be read to its end before the next one is asked for. */
export type TarEntry = { name: string; size: number; body: AsyncIterable<Buffer> }

/** The bytes are no tar, or end too early. */
export class BrokenTar extends Error {}

const block = 512
/** Zeros that fill a file up to whole blocks. */
export const padding = (size: number) => Buffer.alloc((block - (size % block)) % block)
/** How an archive ends. */
export const tarEnd = Buffer.alloc(2 * block)

const sumOf = (header: Buffer) => header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0)

/**
 * The header before a file (POSIX.1-1988, ustar): any `tar` can list and unpack it.
 * @param name at most 100 bytes; @param size below 8 GB
 */
export function tarHeader(name: string, size: number, at: Date): Buffer {
  if (Buffer.byteLength(name) > 100 || size >= 8 ** 11) throw new Error(`${name} does not fit into a tar header`)
  const header = Buffer.alloc(block)
  const octal = (value: number, from: number, digits: number) =>
    header.write(value.toString(8).padStart(digits, "0"), from, "latin1")
  header.write(name, 0)
  octal(0o600, 100, 7)
  octal(0, 108, 7)
  octal(0, 116, 7)
  octal(size, 124, 11)
  octal(Math.floor(at.getTime() / 1000), 136, 11)
  header.write("0", 156, "latin1") // a plain file
  header.write("ustar\x0000", 257, "latin1")
  octal(sumOf(header), 148, 6)
  header.write("\0 ", 154, "latin1")
  return header
}

/** Takes bytes off a stream by count, whatever the sizes of its chunks. */
function taker(chunks: AsyncIterable<Buffer>) {
  const source = chunks[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  async function* pass(size: number): AsyncGenerator<Buffer> {
    for (let left = size; left > 0; ) {
      if (rest.length === 0) {
        const next = await source.next()
        if (next.done) throw new BrokenTar("it ends too early")
        rest = next.value
      }
      const part = rest.subarray(0, left)
      rest = rest.subarray(part.length)
      left -= part.length
      if (part.length) yield part
    }
  }
  async function take(size: number): Promise<Buffer> {
    const parts: Buffer[] = []
    for await (const part of pass(size)) parts.push(part)
    return Buffer.concat(parts)
  }
  /** Reads whatever follows, so that a check at the end of the stream is made. */
  async function drain() {
    while (!(await source.next()).done);
  }
  return { pass, take, drain }
}

/**
 * Reads an archive made of plain files.
 * @throws BrokenTar, or what reading the stream throws
 */
export async function* readTar(chunks: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const { pass, take, drain } = taker(chunks)
  for (;;) {
    const header = await take(block)
    if (header.every((byte) => byte === 0)) return drain()
    const field = (from: number, to: number) => header.toString("utf8", from, to).replace(/[\0 ].*$/s, "")
    const [name, size] = [field(0, 100), Number.parseInt(field(124, 136), 8)]
    if (header.toString("latin1", 257, 262) !== "ustar" || Number.parseInt(field(148, 156), 8) !== sumOf(header))
      throw new BrokenTar("a header is damaged")
    yield { name, size, body: pass(size) }
    await take(padding(size).length)
  }
}
