import { setTimeout as sleep } from "node:timers/promises"
import { findBinaries, makeUsable } from "./binaries.ts"
import { createDatabase, isCreated } from "./create.ts"
import { type DoorKind, findDoor, openDoor } from "./door.ts"
import { explain } from "./failure.ts"
import { stopLeftovers } from "./leftovers.ts"
import { choosePlace, databaseFolder } from "./place.ts"
import { type Launch, launch, type Postmaster } from "./postmaster.ts"

/** Where it tells what happens; a pino logger fits. */
export type Log = Record<"debug" | "info" | "warn" | "error", (message: string) => void>

export type Embedded = { url: string; stop(): Promise<void> }

export type EmbeddedOptions = {
  dataDir: string
  log: Log
  /** Called when the server died and could not be brought back; without it the process only logs. */
  onLost?: (error: Error) => void
  /** Off only for tests: a machine that loses power loses data. */
  fsync?: boolean
  door?: DoorKind
  /** Where root keeps what another user must reach. */
  systemDir?: string
}

/**
 * Starts the PostgreSQL that came through npm in `<dataDir>/postgres`, creating it at the first start, and keeps it
 * running until stopped: a killed server is started again behind the same address. Hold `lockDataDir` meanwhile.
 * Throws EmbeddedFailure.
 *
 * @example const { url, stop } = await startEmbedded({ dataDir: "data", log })
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { dataDir, log, fsync = true, systemDir = "/var/lib/farvater" } = options
  try {
    const binaries = findBinaries()
    const place = await choosePlace(dataDir, systemDir)
    const runtime = await makeUsable(binaries, place.account, place.shelf)
    if (!isCreated(place.data, binaries)) await createDatabase(place, runtime)
    await stopLeftovers(place.data, log)
    const door = await openDoor(place, options.door ?? (process.platform === "win32" ? "tcp" : "socket"))
    const stop = await keepRunning(
      { runtime, data: place.data, account: place.account, door, fsync, log },
      options.onLost,
    )
    return { url: door.url, stop: () => stop().then(door.close) }
  } catch (error) {
    throw explain("Starting the database", dataDir, error)
  }
}

/** The address of the database that a running Farvater keeps in this folder, or null: for commands beside a server. */
export const findEmbedded = (dataDir: string): string | null => findDoor(databaseFolder(dataDir))

async function keepRunning(how: Launch, onLost?: (error: Error) => void): Promise<() => Promise<void>> {
  let stopping = false
  let deaths: number[] = []
  let current: Promise<Postmaster | null> = launchPatiently(how)
  const watch = async (server: Postmaster | null) => {
    const words = await server?.exited
    if (stopping || !server) return
    deaths = [...deaths.filter((time) => time > Date.now() - 60_000), Date.now()]
    how.log.error(`The database server ended by itself; starting it again. ${words?.split("\n").at(-1) ?? ""}`)
    current = (deaths.length > 5 ? Promise.reject(words) : launchPatiently(how)).catch((error) => {
      const failure = explain("Starting the database again", how.data, error)
      how.log.error(failure.message)
      onLost?.(failure)
      return null
    })
    void current.then(watch)
  }
  void watch(await current)
  return async () => {
    stopping = true
    await (await current)?.stop()
  }
}

/** Backends of a killed server need a moment to notice; until they are gone the new one refuses. */
async function launchPatiently(how: Launch): Promise<Postmaster> {
  for (let attempt = 1; ; attempt++) {
    try {
      await stopLeftovers(how.data, how.log)
      return await launch(how)
    } catch (said) {
      if (attempt >= 20 || !/lock file|shared memory block|could not bind/.test(String(said))) throw said
      await sleep(100 * attempt)
    }
  }
}
