import { type Entry, fromBufferPromise, getFileNameLowLevel, validateFileName, type ZipFile } from "yauzl"
import { DocumentRefusal } from "../document-refusal.ts"
import { limits } from "../limits.ts"

/** A zip archive whose members' names and declared sizes have been checked. */
export type Archive = {
  /** As they are written, in the order of the archive. */
  names: string[]
  /** Names are compared without regard to case, as Office does. */
  has(name: string): boolean
  /** Inflates one member, counting what really comes out; undefined when it is not there. */
  read(name: string): Promise<Uint8Array | undefined>
}

/**
 * Opens a zip archive held in memory. Nothing is inflated yet.
 * @throws DocumentRefusal broken, path_traversal, zip_bomb; encrypted when a member is read that has a password
 */
export async function openArchive(bytes: Uint8Array): Promise<Archive> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const options = { lazyEntries: true, decodeStrings: false, validateEntrySizes: false, autoClose: false }
  const zip = await fromBufferPromise(buffer, options).catch((cause) => {
    throw new DocumentRefusal("broken", {}, cause)
  })
  if (zip.entryCount > limits.archiveMembers) throw new DocumentRefusal("zip_bomb")
  const members = new Map<string, Entry>()
  const names: string[] = []
  let declared = 0
  try {
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry)
      if (validateFileName(name)) throw new DocumentRefusal("path_traversal")
      declared += entry.uncompressedSize
      const absurd = entry.uncompressedSize > entry.compressedSize * limits.inflationRatio
      if (declared > limits.inflatedSize || (absurd && entry.uncompressedSize > limits.inflationRatioFrom))
        throw new DocumentRefusal("zip_bomb")
      names.push(name)
      if (!members.has(name.toLowerCase())) members.set(name.toLowerCase(), entry)
    }
  } catch (cause) {
    throw cause instanceof DocumentRefusal ? cause : new DocumentRefusal("broken", {}, cause)
  }
  return {
    names,
    has: (name) => members.has(name.toLowerCase()),
    async read(name) {
      const entry = members.get(name.toLowerCase())
      if (!entry) return undefined
      if (entry.isEncrypted()) throw new DocumentRefusal("encrypted")
      return inflate(zip, entry)
    },
  }
}

function nameOf(entry: Entry): string {
  return getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false)
}

async function inflate(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  // already checked against the budget; memory that is not written to costs nothing
  const content = new Uint8Array(entry.uncompressedSize)
  let size = 0
  try {
    const stream = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      // more than was declared is a lie told to pass the check above
      if (size + chunk.length > content.length) throw new DocumentRefusal("zip_bomb")
      content.set(chunk, size)
      size += chunk.length
    }
  } catch (cause) {
    throw cause instanceof DocumentRefusal ? cause : new DocumentRefusal("broken", {}, cause)
  }
  if (size !== content.length) throw new DocumentRefusal("broken")
  return content
}
