import { execFileSync } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { withNode } from "./install.mjs"
import { progress, root, run, say } from "./run.mjs"

/**
 * Runs the tests. The last line of output is `N passed, N failed`; a file that could not be run, and an error outside
 * of tests, count as failures.
 * @returns the exit code
 */
export async function runTests(node, args) {
  const chromium = await ensureChromium()
  const folder = mkdtempSync(join(tmpdir(), "farvater-report-"))
  const report = join(folder, "report.json")
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`]
  const env = withNode(node, chromium ? { CHROMIUM: chromium } : {})
  const code = await run(node, [join(root, "node_modules/vitest/vitest.mjs"), "run", ...reporters, ...args], { env })
  const { passed, failed } = count(report, code)
  rmSync(folder, { recursive: true, force: true })
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
  return code || (failed > 0 ? 1 : 0)
}

function count(report, code) {
  if (!existsSync(report)) return { passed: 0, failed: 1 }
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8"))
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  )
  const failed = numFailedTests + brokenFiles.length
  return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed }
}

/** The path of a Chromium for the browser tests, installed from the system's packages when that is possible. */
async function ensureChromium() {
  const found = findChromium()
  if (found) return found
  if (process.getuid?.() === 0 && inPath("apt-get")) {
    progress("Ставим Chromium для проверок в браузере…", "Installing Chromium for the browser tests…")
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
    await run("apt-get", ["update", "-q"], { quiet: true, env })
    await run("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"], { quiet: true, env })
  }
  const installed = findChromium()
  if (!installed) {
    say(
      "Chromium не найден, проверки в браузере будут пропущены. Поставьте его: apt-get install chromium",
      "There is no Chromium, so the browser tests are skipped. Install it: apt-get install chromium",
    )
  }
  return installed
}

function findChromium() {
  const names = ["chromium", "chromium-browser", "google-chrome"]
  const candidates = [process.env.CHROMIUM, ...names.map(inPath), "/usr/bin/chromium"]
  return candidates.find((file) => file && existsSync(file) && answers(file))
}

/** On Ubuntu /usr/bin/chromium-browser may be a script that only advises to install a snap. */
function answers(file) {
  try {
    return /^(Chromium|Google Chrome) \d/.test(
      execFileSync(file, ["--version"], { stdio: ["ignore", "pipe", "ignore"] }).toString(),
    )
  } catch {
    return false
  }
}

function inPath(name) {
  const folders = (process.env.PATH ?? "").split(delimiter)
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file))
}
