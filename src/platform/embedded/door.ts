import { existsSync, readFileSync } from "node:fs"
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { own, passwordFile } from "./create.ts"
import { readServerNote, tryKill } from "./leftovers.ts"
import type { Place } from "./place.ts"

/** How the database is entered: the server's settings, and the address for clients. */
export type Door = { settings: Record<string, string>; url: string; close(): Promise<void> }

export type DoorKind = "socket" | "tcp"

/** The longest path of a socket: 108 bytes on Linux, 104 on macOS, less the closing zero and `/.s.PGSQL.5432`. */
const longestFolder = 104 - 1 - "/.s.PGSQL.5432".length

/**
 * A Unix socket in a folder that only its owner (and root) may enter, so no password is needed and nothing listens on
 * the network; where there are none (Windows), 127.0.0.1 with a free port and a password.
 */
export async function openDoor(place: Place, kind: DoorKind): Promise<Door> {
  if (kind === "tcp") {
    const port = await freePort()
    const settings = { listen_addresses: "127.0.0.1", port: String(port), unix_socket_directories: "" }
    return { settings, url: tcpUrl(place.data, port), close: async () => {} }
  }
  const beside = join(dirname(place.data), "postgres.socket")
  const short = Buffer.byteLength(beside) <= longestFolder
  const folder = short ? beside : await mkdtemp(join(tmpdir(), "farvater-"))
  const remove = () => rm(folder, { recursive: true, force: true })
  if (short) await remove() // with what a killed server left in it
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o700)
  await own([folder], place.account)
  const quoted = `"${folder.replaceAll('"', '""')}"`
  const settings = { listen_addresses: "", port: "5432", unix_socket_directories: quoted }
  return { settings, url: socketUrl(folder, 5432), close: remove }
}

/** The address of the server that another process of ours runs in this folder; null when there is none ready. */
export function findDoor(data: string): string | null {
  const note = readServerNote(data)
  if (!note?.ready || !existsSync(data) || !tryKill(note.pid, 0)) return null
  return note.socketFolder ? socketUrl(note.socketFolder, note.port) : tcpUrl(data, note.port)
}

const socketUrl = (folder: string, port: number) =>
  `postgres://farvater@localhost/postgres?host=${encodeURIComponent(folder)}&port=${port}`

const tcpUrl = (data: string, port: number) =>
  `postgres://farvater:${readFileSync(passwordFile(data), "utf8")}@127.0.0.1:${port}/postgres`

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject)
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
