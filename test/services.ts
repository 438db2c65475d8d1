import { mkdtempSync } from "node:fs"
import { join } from "node:path"
import { inject, onTestFinished } from "vitest"
import { type Config, readConfig } from "#platform/config.ts"
import type { Services } from "#platform/services.ts"
import { makeServices } from "../src/setup.ts"

/**
 * Services over a test's database, with settings of its own and a folder that goes afterwards.
 * @param given single services in place of the real ones, such as a clock
 */
export function testServices(
  url: string,
  settings: Partial<Record<keyof Config, string>> = {},
  given: Partial<Services> = {},
) {
  const folder = mkdtempSync(join(inject("scratch"), "services-"))
  const config = readConfig({ DATA_DIR: folder, LOG_LEVEL: "silent", SECRET: "s".repeat(40), ...settings }, folder)
  const services = makeServices(config, url, given)
  try {
    onTestFinished(() => services.db.destroy())
  } catch {
    // Made in beforeAll: closed with the process, or earlier by dropping the database.
  }
  return services
}
