import { serveCommand, workerCommand } from "./cli/serve.ts"
import { migrateCommand } from "./cli/migrate.ts"

/** A command of the CLI: takes its arguments, returns the exit code (nothing means 0). */
export type CliCommand = (args: string[]) => Promise<number | undefined | void>

export const commands: Record<string, CliCommand> = {
  serve: serveCommand,
  worker: workerCommand,
  migrate: migrateCommand,
}
