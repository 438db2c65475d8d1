import { randomBytes } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Config } from "#platform/config.ts"

/** The installation's secret: given by SECRET, or made once and kept in DATA_DIR/keys (readable by the owner only). */
export function secretOf(config: Config, dataDir: string): string {
  if (config.SECRET) return config.SECRET
  const path = join(dataDir, "keys", "secret")
  if (!existsSync(path)) {
    mkdirSync(join(dataDir, "keys"), { recursive: true, mode: 0o700 })
    writeFileSync(path, randomBytes(48).toString("base64url"), { mode: 0o600 })
  }
  return readFileSync(path, "utf8").trim()
}
