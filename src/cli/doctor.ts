import { existsSync } from "node:fs"
import { join } from "node:path"
import pg from "pg"
import { type Config, ConfigError } from "#platform/config.ts"
import { checkMigrations, checkServer } from "#platform/doctor/check-database.ts"
import { checkFiles } from "#platform/doctor/check-files.ts"
import { checkFolder, checkSecret } from "#platform/doctor/check-folder.ts"
import { checkIncoming } from "#platform/doctor/check-incoming.ts"
import { checkMail } from "#platform/doctor/check-mail.ts"
import { checkOutside } from "#platform/doctor/check-outside.ts"
import { checkAddress, checkNode } from "#platform/doctor/check-settings.ts"
import { checkWebhooks } from "#platform/doctor/check-webhooks.ts"
import { checkWork } from "#platform/doctor/check-work.ts"
import { type Finding, fail, ok } from "#platform/doctor/finding.ts"
import { databaseFolder } from "#platform/embedded/place.ts"
import { allMigrations, outsideOf } from "../setup.ts"
import { readArguments } from "./arguments.ts"
import { openDatabase, readSettings } from "./open.ts"

/**
 * Looks at everything that an installation needs, one finding after another. Nothing is changed and nothing sent;
 * it works beside a running server, without one, and before the first start.
 */
export async function* examine(readConfig: () => Config = readSettings): AsyncGenerator<Finding> {
  yield checkNode()
  let config: Config
  try {
    config = readConfig()
  } catch (err) {
    if (!(err instanceof ConfigError)) throw err
    for (const line of err.message.split("\n")) yield fail("Settings", line)
    return
  }
  yield ok("Settings")
  yield* checkAddress(config)
  yield* await checkFolder(config)
  yield checkSecret(config)
  yield* await checkMail(config)
  yield* await checkIncoming(config)
  yield* await checkOutside(config, outsideOf(config))
  yield* examineDatabase(config)
}

async function* examineDatabase(config: Config): AsyncGenerator<Finding> {
  if (!config.DATABASE_URL && !existsSync(databaseFolder(config.DATA_DIR)))
    return yield ok("Database: made at the first start")
  let close = async () => {}
  try {
    const database = await openDatabase(config, { attach: true })
    close = database.close
    const client = new pg.Client({ connectionString: database.url, connectionTimeoutMillis: 10_000 })
    client.on("error", () => {})
    await client.connect()
    close = () => client.end().then(database.close)
    yield* await checkServer(client)
    const migrations = await checkMigrations(client, Object.keys(allMigrations()))
    yield migrations
    if (migrations.level !== "ok") return
    yield await checkFiles(client, join(config.DATA_DIR, "files"))
    yield* await checkWork(client)
    yield* await checkWebhooks(client)
  } catch (err) {
    const mend = config.DATABASE_URL
      ? "Check DATABASE_URL and whether the server runs and lets us in."
      : "See what it says above."
    yield fail(`Database: ${(err as Error).message}`, mend)
  } finally {
    await close()
  }
}

/** `doctor`: exit code 1 when something must be mended. */
export async function doctorCommand(args: string[]): Promise<number> {
  readArguments(args, "doctor", {})
  let code = 0
  for await (const { level, what, mend } of examine()) {
    process.stdout.write(`${level.padEnd(4)}  ${what}${mend ? `. ${mend}` : ""}\n`)
    if (level === "fail") code = 1
  }
  return code
}
