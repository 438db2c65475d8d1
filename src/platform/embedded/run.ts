import { spawn } from "node:child_process"
import type { Account } from "./account.ts"

/** What the database's programs see of our environment: nothing that could point them elsewhere, English messages. */
export const environment = { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_MESSAGES: "C", TZ: "UTC" }

/** Runs a program to its end and returns its exit code and all it said. */
export function run(
  program: string,
  args: string[],
  account: Account | null,
): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...account, env: environment, stdio: ["ignore", "pipe", "pipe"] })
    let output = ""
    child.stdout.on("data", (chunk) => (output += chunk))
    child.stderr.on("data", (chunk) => (output += chunk))
    child.on("error", reject)
    child.on("close", (code) => resolve({ code: code ?? 1, output }))
  })
}
