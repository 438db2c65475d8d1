import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"
import type { Tx } from "#platform/db.ts"
import { erasePeople } from "#platform/erasure.ts"

/**
 * One line of `DATA_DIR/erasures.jsonl`: whose data were erased, and when. The list lies outside of every backup, so
 * that restoring an older one does not bring back what a person had the right to have forgotten.
 */
export const erasure = z.object({ at: z.iso.datetime({ offset: true }), person_id: z.uuid(), kind: z.string() })

/** Erases once more everything on the list. @returns how many people it names @throws when a line cannot be read */
export async function repeatErasures(tx: Tx, dataDir: string): Promise<number> {
  const file = join(dataDir, "erasures.jsonl")
  if (!existsSync(file)) return 0
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean)
  const found = new Map(lines.map((line) => erasure.parse(JSON.parse(line))).map((one) => [one.person_id, one.at]))
  for (const [id, at] of found) await erasePeople(tx, [id], new Date(at))
  return found.size
}
