import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { json } from "node:stream/consumers"
import { createGunzip } from "node:zlib"
import { z } from "zod"
import { BrokenTar, readTar, type TarEntry } from "./tar.ts"

/** The form of archives that this release writes; it reads this one and older ones. */
export const archiveFormat = 1

const table = z.object({ name: z.string().regex(/^\w+\.\w+$/), columns: z.array(z.string()) })
/** The first entry, `about.json`: what is needed before the data can be taken in. */
export const aboutSchema = z.object({
  farvater: z.string(),
  format: z.int(),
  at: z.iso.datetime(),
  postgresql: z.string(),
  migrations: z.array(z.string()),
  /** In an order in which each refers only to itself and those before it. */
  tables: z.array(table),
  /** `inside`: in keys/secret. Otherwise it came by SECRET, and only its fingerprint is here. */
  secret: z.object({ fingerprint: z.string(), inside: z.boolean() }),
})
export type About = z.infer<typeof aboutSchema>

/** The last entry, `manifest.json`: what everything must amount to. A blob's name is its own checksum. */
export const manifestSchema = z.object({
  sha256: z.record(z.string(), z.string()),
  rows: z.record(z.string(), z.int()),
  sequences: z.record(z.string(), z.int()),
  files: z.int(),
  /** Blobs that the store had lost or spoilt when the backup was made. */
  lostFiles: z.array(z.string()),
})
export type Manifest = z.infer<typeof manifestSchema>

/** The archive cannot be used; the message is a sentence for whoever wants to restore it. */
export class ArchiveRefused extends Error {
  readonly say = true
}
const damaged = (why: string) =>
  new ArchiveRefused(`The archive is damaged: ${why}. Use another backup; nothing has been changed here.`)

/** Tells two secrets apart without giving either away. */
export const fingerprint = (secret: string) =>
  createHash("sha256").update(`farvater fingerprint ${secret}`).digest("hex").slice(0, 16)

export const tableOf = (name: string) => /^tables\/(\w+\.\w+)\/\d+$/.exec(name)?.[1]
export const blobOf = (name: string) => /^files\/([0-9a-f]{2})\/([0-9a-f]{2})\/(\1\2[0-9a-f]{60})$/.exec(name)?.[3]
export const keyOf = (name: string) => /^keys\/([\w-][\w.-]*)$/.exec(name)?.[1]

/** The entries of an archive one after another, without any check of what they hold. */
export async function* readEntries(path: string): AsyncGenerator<TarEntry> {
  const file = createReadStream(path, { highWaterMark: 1 << 18 })
  const unzipped = file.pipe(createGunzip({ chunkSize: 1 << 18 }))
  file.on("error", (error) => unzipped.destroy(error))
  try {
    yield* readTar(unzipped)
  } finally {
    file.destroy()
    unzipped.destroy()
  }
}

/**
 * Reads an archive to its end and checks every byte of it, every count, and that nothing is missing or too much.
 * @throws ArchiveRefused when it is no backup, damaged, or of a newer release
 */
export async function verifyArchive(path: string, onBytes: (bytes: number) => void = () => {}) {
  try {
    return await check(path, onBytes)
  } catch (err) {
    if (err instanceof BrokenTar) throw damaged(err.message)
    if (err instanceof z.ZodError || err instanceof SyntaxError) throw damaged("its list of contents cannot be read")
    if (/^(Z_|ERR_ZLIB)/.test((err as NodeJS.ErrnoException).code ?? "")) throw damaged((err as Error).message)
    throw err
  }
}

async function check(path: string, onBytes: (bytes: number) => void): Promise<{ about: About; manifest: Manifest }> {
  let about: About | undefined
  let manifest: Manifest | undefined
  const sums: Record<string, string> = {}
  const rows: Record<string, number> = {}
  let files = 0
  const spoilt: string[] = []
  for await (const { name, size, body } of startOf(path)) {
    if (manifest) throw damaged(`${name} stands after its end`)
    const hash = createHash("sha256")
    let lines = 0
    const counted = tableOf(name)
    async function* watched() {
      for await (const chunk of body) {
        hash.update(chunk)
        if (counted) lines += linesIn(chunk)
        yield chunk
      }
    }
    if (name === "about.json") about = readable((await json(watched())) as About)
    else if (name === "manifest.json") manifest = manifestSchema.parse(await json(watched()))
    else for await (const _ of watched());
    onBytes(size)
    const sum = hash.digest("hex")
    if (counted) rows[counted] = (rows[counted] ?? 0) + lines
    const blob = blobOf(name)
    if (blob === sum) files++
    else if (blob) spoilt.push(blob)
    else if (name !== "manifest.json") sums[name] = sum
  }
  if (!about || !manifest) throw damaged("it ends too early")
  const { sha256 } = manifest
  const { lostFiles } = manifest
  const bad = spoilt.find((blob) => !lostFiles.includes(blob))
  if (bad) throw damaged(`the file ${bad} does not match its checksum`)
  const wrong = Object.keys({ ...sums, ...sha256 }).find((name) => sums[name] !== sha256[name])
  if (wrong) throw damaged(`${wrong} does not match its checksum`)
  const short = Object.keys(manifest.rows).find((name) => manifest.rows[name] !== (rows[name] ?? 0))
  if (short) throw damaged(`${short} does not have as many rows as it should`)
  if (files !== manifest.files) throw damaged(`there are ${files} files instead of ${manifest.files}`)
  return { about, manifest }
}

/** The entries, if the first one is ours. */
async function* startOf(path: string): AsyncGenerator<TarEntry> {
  let first = true
  try {
    for await (const entry of readEntries(path)) {
      if (first && entry.name !== "about.json") throw new BrokenTar("it does not begin as one")
      first = false
      yield entry
    }
  } catch (err) {
    const zlib = /^(Z_|ERR_ZLIB)/.test((err as NodeJS.ErrnoException).code ?? "")
    if (first && (zlib || err instanceof BrokenTar)) throw new ArchiveRefused(`${path} is not a backup of Farvater.`)
    throw err
  }
}

function readable(about: About): About {
  if (about.format > archiveFormat)
    throw new ArchiveRefused(
      `The backup was made by a newer release (${about.farvater}): restore it with that one or a newer one.`,
    )
  return aboutSchema.parse(about)
}

function linesIn(chunk: Buffer): number {
  let lines = 0
  for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines++
  return lines
}
