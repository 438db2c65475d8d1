import { existsSync, statSync } from "node:fs"
import { dirname } from "node:path"
import { backUp } from "#platform/backup/back-up.ts"
import { databaseFolder } from "#platform/embedded/place.ts"
import { givenPath, readArguments } from "./arguments.ts"
import { CliFailure } from "./failure.ts"
import { counted, installationOf, sum } from "./installation.ts"
import { openDatabase, readSettings } from "./open.ts"
import { progress } from "./progress.ts"

/** `backup FILE`: database, files and keys in one archive, read back and compared; the server may go on working. */
export async function backupCommand(args: string[]): Promise<void> {
  const { values, given } = readArguments(args, "backup FILE [--force]", { force: { type: "boolean" } }, [1, 1])
  const file = givenPath(given[0]!)
  if (!existsSync(dirname(file))) throw new CliFailure(`There is no folder ${dirname(file)}.`)
  if (!values.force && existsSync(file) && statSync(file).size > 0)
    throw new CliFailure(`${file} is there already. Name another file, or add --force to replace it.`)
  const config = readSettings()
  if (!config.DATABASE_URL && !existsSync(databaseFolder(config.DATA_DIR)))
    throw new CliFailure(`There is nothing to back up: ${config.DATA_DIR} holds no database. Is DATA_DIR right?`)
  const database = await openDatabase(config, { attach: true })
  const meter = progress("Backing up")
  try {
    const { rows, files, lostFiles } = await backUp(installationOf(database), file, meter.say)
    meter.end()
    const tables = Object.values(rows)
    process.stdout.write(
      `${file}: ${counted(sum(tables), "row")} of ${counted(tables.length, "table")}, ${counted(files, "file")}, ` +
        `${(statSync(file).size / 2 ** 20).toFixed(1)} MB; read back and whole.\n`,
    )
    if (config.SECRET)
      process.stderr.write("SECRET is given by the settings and not in the archive: keep it as safely.\n")
    if (lostFiles.length)
      process.stderr.write(
        `${counted(lostFiles.length, "file")} could not be copied: the store has lost them. Run: farvater doctor\n`,
      )
  } finally {
    meter.end()
    await database.close()
  }
}
