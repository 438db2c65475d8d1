import { createHash } from "node:crypto"
import { dirname } from "node:path"
import type pg from "pg"
import { hasBlob, openBlob } from "#platform/files/blob-store.ts"
import { type Finding, fail, ok } from "./finding.ts"

const sampled = 100

async function hashOnDisk(dir: string, sha256: Buffer): Promise<Buffer> {
  const hash = createHash("sha256")
  for await (const chunk of openBlob(dir, sha256)) hash.update(chunk)
  return hash.digest()
}

/** Whether every blob that the database knows is there with its size; of some, picked at random, every byte. */
export async function checkFiles(client: pg.Client, dir: string): Promise<Finding> {
  const { rows } = await client.query<{ sha256: Buffer; size: number }>(
    "SELECT sha256, size::float8 AS size FROM platform.blob ORDER BY random()",
  )
  let lost = 0
  let spoilt = 0
  let read = 0
  for (const { sha256, size } of rows) {
    if (!(await hasBlob(dir, sha256, size))) lost++
    else if (read++ < sampled && !(await hashOnDisk(dir, sha256)).equals(sha256)) spoilt++
  }
  if (lost || spoilt)
    return fail(
      `Files: of ${rows.length}, ${lost} are missing and ${spoilt} of ${Math.min(read, sampled)} looked at are spoilt`,
      `Bring them back from a backup: tar -xzf BACKUP -C ${dirname(dir)} files`,
    )
  return ok(`Files: ${rows.length} stored, none missing`)
}
