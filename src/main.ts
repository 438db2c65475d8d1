import { commands } from "./cli.ts"
import { ConfigError } from "#platform/config.ts"

const [name = "serve", ...args] = process.argv.slice(2)
const command = commands[name]
if (!command) {
  process.stderr.write(`There is no command “${name}”. Commands: ${Object.keys(commands).join(", ")}.\n`)
  process.exit(2)
}
try {
  process.exitCode = (await command(args)) ?? 0
} catch (err) {
  const known = err instanceof ConfigError || (err instanceof Error && "say" in err)
  process.stderr.write(known ? `${(err as Error).message}\n` : `${err instanceof Error ? err.stack : err}\n`)
  process.exitCode = 1
}
