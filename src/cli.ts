import { backupCommand } from "./cli/backup.ts"
import { doctorCommand } from "./cli/doctor.ts"
import { helpCommand } from "./cli/help.ts"
import { importCommand } from "./cli/import.ts"
import { migrateCommand } from "./cli/migrate.ts"
import { parseCommand } from "./cli/parse.ts"
import { restoreCommand } from "./cli/restore.ts"
import { seedCommand } from "./cli/seed.ts"
import { serveCommand, workerCommand } from "./cli/serve.ts"
import { tokenCommand, userCommand } from "./cli/user.ts"

/** A command of the CLI: takes its arguments, returns the exit code (nothing means 0). */
export type CliCommand = (args: string[]) => Promise<number> | Promise<void>

export const commands: Record<string, CliCommand> = {
  serve: serveCommand,
  worker: workerCommand,
  migrate: migrateCommand,
  parse: parseCommand,
  import: importCommand,
  seed: seedCommand,
  user: userCommand,
  token: tokenCommand,
  backup: backupCommand,
  restore: restoreCommand,
  doctor: doctorCommand,
  help: helpCommand,
}
