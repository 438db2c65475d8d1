import { ConfigError } from "#platform/config.ts"
import { EmbeddedFailure } from "#platform/embedded/failure.ts"
import { AlreadyRunning } from "#platform/embedded/lock.ts"
import { commands } from "./cli.ts"

const [name = "serve", ...args] = process.argv.slice(2)
const command = commands[name]
if (!command) {
  process.stderr.write(`There is no command “${name}”. Commands: ${Object.keys(commands).join(", ")}.\n`)
  process.exit(2)
}
try {
  process.exitCode = (await command(args)) ?? 0
} catch (err) {
  const told = [ConfigError, EmbeddedFailure, AlreadyRunning].some((kind) => err instanceof kind)
  const known = told || (err instanceof Error && "say" in err)
  process.stderr.write(known ? `${(err as Error).message}\n` : `${err instanceof Error ? err.stack : err}\n`)
  process.exitCode = 1
}
