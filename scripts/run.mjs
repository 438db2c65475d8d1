import { spawn } from "node:child_process"
import { constants } from "node:os"
import { dirname } from "node:path"
import { fileURLToPath } from "node:url"

/** The folder of the project. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const russian = /^ru/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "")

/** Tells on a terminal that something takes its time; silent in a pipe, and never on stdout. */
export function progress(ru, en) {
  if (process.stderr.isTTY) process.stderr.write(`${russian ? ru : en}\n`)
}

/** Says a sentence on stderr. */
export const say = (ru, en) => process.stderr.write(`${russian ? ru : en}\n`)

/** Says why it goes no further, and ends. */
export function stop(ru, en) {
  say(ru, en)
  process.exit(1)
}

/**
 * Runs a program to its end and returns its exit code (128 + number when a signal ended it).
 *
 * The program gets a session of its own, so that a signal reaches it through us alone and once, whether Ctrl-C sent it
 * to the whole group, npm passed it on, or both. It learns of our own violent death by the end of the channel (`ipc`).
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, quiet?: boolean, ipc?: boolean }} [options]
 *   quiet: off a terminal, show what it says only when it fails
 */
export function run(program, args, { env = process.env, quiet = false, ipc = false } = {}) {
  const hide = quiet && !process.stderr.isTTY
  const out = hide ? "pipe" : quiet ? process.stderr : "inherit"
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      env,
      stdio: ["inherit", out, hide ? "pipe" : "inherit", ...(ipc ? ["ipc"] : [])],
      detached: process.platform !== "win32",
      shell: program.endsWith(".cmd"),
    })
    const hidden = []
    child.stdout?.on("data", (chunk) => hidden.push(chunk))
    child.stderr?.on("data", (chunk) => hidden.push(chunk))
    const release = passSignals(child)
    child.on("error", (error) => {
      say(`Не запускается ${program}: ${error.message}`, `${program} does not start: ${error.message}`)
      release()
      resolve(1)
    })
    child.on("close", (code, signal) => {
      release()
      if (code !== 0) process.stderr.write(Buffer.concat(hidden))
      resolve(code ?? 128 + constants.signals[signal])
    })
  })
}

/** Passes signals on, an echo of the same wish (terminal and npm both send it) only once. */
function passSignals(child) {
  let last = 0
  const pass = (signal) => {
    if (Date.now() - last < 1000) return
    last = Date.now()
    child.kill(signal)
  }
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"]
  for (const signal of signals) process.on(signal, pass)
  // npm was killed with -9: nobody waits for us any more. (`exec` in package.json makes npm our parent, not a shell,
  // which would keep npm's signals to itself.)
  const npm = process.ppid
  const watch = process.env.npm_lifecycle_event && setInterval(() => process.ppid !== npm && pass("SIGTERM"), 100)
  return () => {
    clearInterval(watch)
    for (const signal of signals) process.off(signal, pass)
  }
}
