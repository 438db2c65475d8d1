import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** A folder that lives as long as its maker wants; `trialFolder` is the one for a single test. */
export function trialDir(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "farvater-site-"))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
