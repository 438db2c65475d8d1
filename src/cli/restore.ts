import { existsSync } from "node:fs"
import { fingerprint } from "#platform/backup/archive.ts"
import { restore } from "#platform/backup/restore.ts"
import { secretOf } from "#platform/secret.ts"
import { allMigrations } from "../setup.ts"
import { givenPath, readArguments } from "./arguments.ts"
import { CliFailure } from "./failure.ts"
import { counted, installationOf, sum } from "./installation.ts"
import { openDatabase, readSettings } from "./open.ts"
import { progress } from "./progress.ts"

/** `restore FILE`: puts a backup in the place of everything; the server must not be running. */
export async function restoreCommand(args: string[]): Promise<void> {
  const { values, given } = readArguments(args, "restore FILE [--force]", { force: { type: "boolean" } }, [1, 1])
  const file = givenPath(given[0]!)
  if (!existsSync(file)) throw new CliFailure(`There is no file ${file}.`)
  const config = readSettings()
  const database = await openDatabase(config)
  const meter = progress("Restoring")
  try {
    const options = { force: values.force ?? false, onProgress: meter.say }
    const { about, manifest, erased } = await restore(installationOf(database), file, allMigrations(), options)
    meter.end()
    const { rows, files, lostFiles } = manifest
    const tables = Object.values(rows)
    process.stdout.write(
      `Restored ${counted(sum(tables), "row")} of ${counted(tables.length, "table")} and ${counted(files, "file")}, ` +
        `as of ${about.at} (release ${about.farvater}).\n`,
    )
    if (erased) process.stdout.write(`Erased again, by erasures.jsonl: ${counted(erased, "person")}.\n`)
    if (lostFiles.length)
      process.stderr.write(`${counted(lostFiles.length, "file")} had been lost before the backup was made.\n`)
    if (fingerprint(secretOf(config, config.DATA_DIR)) !== about.secret.fingerprint)
      process.stderr.write(otherSecret(about.secret))
  } finally {
    meter.end()
    await database.close()
  }
}

const otherSecret = ({ inside }: { inside: boolean }) =>
  `SECRET is not the one that the backup was made with: links that were sent and second factors will not work. ${
    inside
      ? "Remove SECRET from the settings: the right one is in DATA_DIR/keys."
      : "Write the former SECRET into the settings."
  }\n`
