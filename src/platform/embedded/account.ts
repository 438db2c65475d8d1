import { execFileSync } from "node:child_process"
import { EmbeddedFailure } from "./failure.ts"

/** Whom PostgreSQL runs as when we are root, which it refuses to be. */
export type Account = { uid: number; gid: number }

/**
 * An account for a new database: `farvater`, or `postgres` of the distribution, or a new `farvater`, or `nobody`.
 * initdb insists on a name in /etc/passwd, so a bare number will not do. Only called as root.
 */
export function chooseAccount(): Account {
  const known = lookUp("farvater") ?? lookUp("postgres") ?? create() ?? lookUp("nobody")
  if (known) return known
  throw new EmbeddedFailure(
    "no_account",
    "PostgreSQL does not run as root, and no other user could be found or made: run `useradd --system farvater`, or start as an ordinary user.",
  )
}

/** Whether the account may enter this folder (every folder above it included). */
export function canReach(account: Account, folder: string): boolean {
  try {
    execFileSync("/bin/sh", ["-c", 'test -x "$1"', "sh", folder], { ...account, cwd: "/", stdio: "ignore" })
    return true
  } catch {
    return false
  }
}

function lookUp(name: string): Account | undefined {
  try {
    const id = (flag: string) => Number(execFileSync("id", [flag, name], { stdio: ["ignore", "pipe", "ignore"] }))
    return { uid: id("-u"), gid: id("-g") }
  } catch {
    return undefined
  }
}

function create(): Account | undefined {
  try {
    const plain = ["--system", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin"]
    execFileSync("useradd", [...plain, "--user-group", "farvater"], { stdio: "ignore" })
    return lookUp("farvater")
  } catch {
    return undefined
  }
}
