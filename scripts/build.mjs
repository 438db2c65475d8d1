import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { root } from "./run.mjs"

const dist = join(root, "dist")
const assets = join(dist, "assets")
const at = (path) => join(root, path)

/** What strangers send is read apart from the server. */
const apart = ["src/platform/documents/read-worker.ts", "src/platform/delivery/incoming/message-worker.ts"]

/** The server: our sources in one file, packages stay in node_modules. */
const server = () => ({
  entryPoints: ["src/main.ts", ...apart].map(at).filter(existsSync),
  entryNames: "[name]",
  outdir: dist,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node24",
  packages: "external",
  jsx: "automatic",
  jsxImportSource: "hono/jsx",
  sourcemap: true,
})

/** What browsers load, under names that change with the content. */
const browser = () => ({
  entryPoints: [
    { in: at("src/ui/browser/main.ts"), out: "app" },
    { in: at("src/ui/styles/main.css"), out: "app" },
    { in: at("src/ui/styles/embed.css"), out: "embed" },
  ].filter((entry) => existsSync(entry.in)),
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  outdir: assets,
  bundle: true,
  minify: true,
  target: ["es2020", "chrome99", "firefox97", "safari15.4"],
  loader: { ".woff2": "file" },
})

const common = { absWorkingDir: root, write: false, logLevel: "warning", legalComments: "none" }

/** Builds into dist/ when a source is newer than what is there. @returns whether it had to */
export async function buildStale() {
  const stampFile = join(dist, ".stamp")
  const stamp = stampOfSources()
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return false
  const { build } = await import("esbuild")
  const made = await Promise.all([server(), browser()].map((options) => build({ ...common, ...options })))
  write(made.flatMap((each) => each.outputFiles))
  writeFileSync(stampFile, stamp)
  return true
}

/** Rebuilds what browsers load at every change, until `dispose()` of the returned context. */
export async function watchAssets() {
  const { context } = await import("esbuild")
  const writer = { name: "write", setup: (build) => build.onEnd((made) => write(made.outputFiles ?? [])) }
  const watching = await context({ ...common, ...browser(), plugins: [writer] })
  await watching.watch()
  return watching
}

/** Each file appears whole: a server that is running may be reading. */
function write(files) {
  for (const { path, contents } of files) {
    mkdirSync(dirname(path), { recursive: true })
    replace(path, contents)
  }
  const names = files.filter(({ path }) => dirname(path) === assets).map(({ path }) => basename(path))
  const manifest = names.map((name) => [name.replace(/-[A-Z0-9]{8}(\.\w+)$/, "$1"), name])
  if (manifest.length === 0) return
  replace(join(assets, "manifest.json"), `${JSON.stringify(Object.fromEntries(manifest), null, 2)}\n`)
  for (const name of readdirSync(assets)) if (isOld(name, names)) rmSync(join(assets, name))
}

function replace(path, contents) {
  writeFileSync(`${path}.${process.pid}`, contents)
  renameSync(`${path}.${process.pid}`, path)
}

/** Pages made by an earlier build may still ask for their files for a day. */
const isOld = (name, names) =>
  name !== "manifest.json" && !names.includes(name) && statSync(join(assets, name)).mtimeMs < Date.now() - 86_400_000

/** Names, sizes and times of everything that goes into the build. */
function stampOfSources() {
  const hash = createHash("sha256")
  const add = (path) => {
    const { size, mtimeMs } = statSync(path)
    hash.update(`${path}\0${size}\0${mtimeMs}\0`)
  }
  for (const path of ["package-lock.json", "package.json", "scripts/build.mjs", "tsconfig.json"]) add(at(path))
  for (const entry of readdirSync(at("src"), { withFileTypes: true, recursive: true })) {
    if (entry.isFile() && !/\.test\.tsx?$/.test(entry.name)) add(join(entry.parentPath ?? entry.path, entry.name))
  }
  return hash.digest("hex")
}
