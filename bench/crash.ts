import { chmodSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { crashRounds } from "#test/crash-rounds.ts"

// Not a speed but a certainty: a hundred kills instead of the ten of test/crash.test.ts.
const rounds = Number(process.argv.find((arg) => arg.startsWith("--rounds="))?.slice("--rounds=".length) ?? 100)
const folder = mkdtempSync(join(tmpdir(), "farvater-crash-"))
chmodSync(folder, 0o755)
const start = performance.now()
const { imports, adoptions, inDoubt } = await crashRounds(folder, rounds, (words) => process.stderr.write(`${words}\n`))
rmSync(folder, { recursive: true, force: true })
process.stdout.write(
  `killed with -9 ${rounds} times in ${((performance.now() - start) / 1000).toFixed(0)} s: ` +
    `${imports} answered imports and ${adoptions} answered adoptions are whole; ` +
    `of ${inDoubt} that were not answered none is half there\n`,
)
