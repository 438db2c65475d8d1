import { existsSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

/** Looks for `dist/assets` upwards from the running file: the bundle in `dist/` and sources in `src/ui/` both find it. */
function findAssets(): string {
  for (let dir = dirname(fileURLToPath(import.meta.url)); ; dir = dirname(dir)) {
    const folder = join(dir, "dist", "assets")
    if (existsSync(folder) || dir === dirname(dir)) return folder
    if (existsSync(join(dir, "package.json"))) return folder
  }
}

let folder: string | undefined
let manifest: Record<string, string> | undefined

/** The folder of the built stylesheet, script and fonts. */
export const assetsDir = (): string => (folder ??= findAssets())

/**
 * The address of a built file.
 * `dist/assets/manifest.json` maps plain names to names with a hash (`{"app.css": "app-1F2E.css"}`);
 * before the first build the plain name is given.
 */
export function asset(name: string): string {
  const path = join(assetsDir(), "manifest.json")
  if (!manifest && existsSync(path)) manifest = JSON.parse(readFileSync(path, "utf8"))
  return `/assets/${manifest?.[name] ?? name}`
}
