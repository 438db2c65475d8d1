import { zipSync } from "fflate"
import { fromBufferPromise } from "yauzl"

export type ZipFile = { name: string; bytes: Uint8Array }
export type ZipLimits = { files: number; bytes: number }
export type Unzipped =
  | { ok: true; files: Map<string, Uint8Array> }
  | { ok: false; code: "not_zip" | "too_large" | "broken" }

const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i

/**
 * A file name that Windows, macOS and Linux accept: no path, no forbidden or invisible characters, no reserved name,
 * at most 200 bytes of UTF-8 with the extension kept. Guillemets, dashes and Cyrillic stay.
 */
export function safeFileName(name: string): string {
  const clean = name
    .normalize("NFC")
    .replace(/[<>:"/\\|?*]/g, "_")
    .replace(/\s+/g, " ")
    .replace(/\p{C}/gu, "")
    .replace(/^[ .]+|[ .]+$/g, "")
    .replace(RESERVED, "_$1")
  const dot = clean.search(/\.[A-Za-z0-9]{1,8}$/)
  const [stem, extension] = dot > 0 ? [clean.slice(0, dot), clean.slice(dot)] : [clean, ""]
  let size = Buffer.byteLength(extension)
  let short = ""
  for (const letter of stem) {
    size += Buffer.byteLength(letter)
    if (size > 200) break
    short += letter
  }
  return `${short.replace(/[ .]+$/, "") || "_"}${extension}`
}

/** Names of a folder made different, however the system compares letters: «Письмо.docx», «Письмо (2).docx». */
export function differentNames(names: string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const dot = name.lastIndexOf(".")
    const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""]
    let result = name
    for (let n = 2; taken.has(result.toLowerCase()); n++) result = `${stem} (${n})${extension}`
    taken.add(result.toLowerCase())
    return result
  })
}

/**
 * An archive; names are flat (made safe and different), in UTF-8 with its flag, so that Cyrillic survives Windows.
 * @param at the time written for every file
 */
export function zipFiles(files: ZipFile[], at: Date): Uint8Array {
  const names = differentNames(files.map((file) => safeFileName(file.name)))
  return zipSync(Object.fromEntries(files.map((file, i) => [names[i]!, file.bytes])), { mtime: at })
}

/**
 * Everything in an untrusted archive, refused before memory is spent: declared sizes are summed first, and an entry
 * that turns out longer than declared stops the reading.
 */
export async function unzipFiles(bytes: Uint8Array, limits: ZipLimits): Promise<Unzipped> {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return { ok: false, code: "not_zip" }
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
    })
    const entries = []
    let total = 0
    for await (const entry of zip.eachEntry()) {
      total += entry.uncompressedSize
      entries.push(entry)
      if (total > limits.bytes || entries.length > limits.files) return { ok: false, code: "too_large" }
    }
    const files = new Map<string, Uint8Array>()
    for (const entry of entries) {
      if (entry.fileName.endsWith("/")) continue
      const chunks: Buffer[] = []
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
      files.set(entry.fileName, Buffer.concat(chunks))
    }
    return { ok: true, files }
  } catch {
    return { ok: false, code: "broken" }
  }
}
