import { createHash, randomUUID } from "node:crypto"
import { createReadStream, type ReadStream } from "node:fs"
import { mkdir, open, rename, rm, stat } from "node:fs/promises"
import { dirname, join } from "node:path"

/** Where a blob lies: `ab/cd/<the whole hash in hex>`. */
export const blobPath = (dir: string, sha256: Buffer) => {
  const hex = sha256.toString("hex")
  return join(dir, hex.slice(0, 2), hex.slice(2, 4), hex)
}

export const hashOf = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest()

/** Whether a whole blob of this size is there. */
export const hasBlob = async (dir: string, sha256: Buffer, size: number): Promise<boolean> =>
  (await stat(blobPath(dir, sha256)).catch(() => undefined))?.size === size

/**
 * Stores bytes under their hash. They reach the disk before the name appears, so that a crash leaves no half blob;
 * what is there already is left alone.
 * @param content the bytes, whole or in parts
 */
export async function writeBlob(
  dir: string,
  sha256: Buffer,
  size: number,
  content: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<void> {
  if (await hasBlob(dir, sha256, size)) return
  const path = blobPath(dir, sha256)
  const fresh = join(dir, "new", randomUUID())
  await mkdir(dirname(fresh), { recursive: true })
  await mkdir(dirname(path), { recursive: true })
  const file = await open(fresh, "wx", 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
    await file.close()
    await rename(fresh, path)
  } catch (error) {
    await file.close().catch(() => {})
    await rm(fresh, { force: true })
    throw error
  }
  // the new name and the folders it may be the first in
  for (const folder of [dirname(path), dirname(dirname(path)), dir]) await flushFolder(folder)
}

export const openBlob = (dir: string, sha256: Buffer): ReadStream => createReadStream(blobPath(dir, sha256))

/** Makes names in a folder outlive a loss of power. Windows has no such call and needs none. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}
