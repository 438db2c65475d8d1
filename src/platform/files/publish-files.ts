import { readFile } from "node:fs/promises"
import type { Tx } from "#platform/db.ts"
import { attachmentsOfAll, setAudience } from "./attachment.store.ts"
import { barePicture } from "./bare-picture.ts"
import { blobPath } from "./blob-store.ts"
import { accepted } from "./sniff.ts"
import { keepBlob } from "./store-file.ts"

/**
 * Lets whoever may read these things read those of the given files that belong to them; pictures lose what a camera wrote into
 * them, whichever way they came.
 *
 * @throws InvalidInput `file` when a picture is broken
 */
export async function publishFiles(
  { tx, now }: { tx: Tx; now: Date },
  filesDir: string,
  ids: string[],
  of: { kind: string; ids: number[] },
): Promise<void> {
  const own = [...(await attachmentsOfAll(tx, of.kind, of.ids)).values()].flat().filter(({ id }) => ids.includes(id))
  for (const { id, sha256, mediaType } of own) {
    if (!accepted.picture.includes(mediaType)) continue
    const bare = await barePicture(await readFile(blobPath(filesDir, sha256)), mediaType)
    const blob = await keepBlob({ tx, now }, filesDir, bare, mediaType)
    await tx.updateTable("platform.attachment").set({ sha256: blob }).where("id", "=", id).execute()
  }
  await setAudience(
    tx,
    own.map(({ id }) => id),
    of,
    "subject",
  )
}
