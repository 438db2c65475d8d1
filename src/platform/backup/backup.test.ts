import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { gunzipSync, gzipSync } from "node:zlib"
import { sql } from "kysely"
import { beforeAll, describe, expect, onTestFinished, test } from "vitest"
import { answerRequest } from "#modules/commitments/request/answer-request.ts"
import { asked, doer as asSystem } from "#modules/commitments/testing/asked.ts"
import { system } from "#platform/actor.ts"
import { readConfig } from "#platform/config.ts"
import { announce } from "#platform/events.ts"
import { blobPath, hashOf } from "#platform/files/blob-store.ts"
import { storeFile } from "#platform/files/store-file.ts"
import { enqueue } from "#platform/jobs.ts"
import { addToken, addUser } from "#platform/session/cli.ts"
import { databaseUrl, execute, freshDatabase, testServer } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { ask, trialFolder } from "#test/trial.ts"
import { importFile } from "../../cli/import.ts"
import { modules } from "../../modules.ts"
import { allMigrations, makeServices, migrateUrl } from "../../setup.ts"
import { fingerprint, verifyArchive } from "./archive.ts"
import { backUp, type Installation } from "./back-up.ts"
import { restore } from "./restore.ts"

const schemas = [...new Set(["platform", ...modules.map((m) => m.name)])]
const silent = () => {}
const gently = { force: false, onProgress: silent }
const migrations = allMigrations()

async function installation(): Promise<Installation> {
  const { url, drop } = await freshDatabase()
  onTestFinished(drop)
  return placed(url, trialFolder())
}

function placed(url: string, dataDir: string): Installation {
  return { url, dataDir, filesDir: join(dataDir, "files"), secret: undefined, schemas }
}

const anna = crypto.randomUUID()
const strange = 'Строка с\tтабуляцией, переносом\nи \\ обратной чертой, «кавычками», "\\N" и 😀'
const original = new TextEncoder().encode(`РЕЗОЛЮЦИЯ
круглого стола «Добровольчество в сельских библиотеках»
14 марта 2025 года, г. Солнечный

Участники круглого стола РЕШИЛИ:
1. Администрации города Солнечного:
1.1. создать ресурсный центр до 1 июня 2025 года;
1.2. провести форум добровольцев.
2. Одобрить опыт библиотек.
`)

/** An installation with something in every corner: people, resolutions, a draft, a file, events, a waiting job, keys. */
async function filled(): Promise<Installation> {
  const from = await installation()
  await fill(from)
  return from
}

async function fill(from: Installation): Promise<void> {
  const config = readConfig({ DATA_DIR: from.dataDir, LOG_LEVEL: "silent", SECRET: "s".repeat(40) }, from.dataDir)
  const services = makeServices(config, from.url)
  mkdirSync(join(from.dataDir, "keys"))
  writeFileSync(join(from.dataDir, "keys", "secret"), "x".repeat(64))
  writeFileSync(join(from.dataDir, "keys", "vapid"), Buffer.from([0, 255, 1, 254]))
  await addUser(services, { email: "anna@example.ru", role: "administrator", password: "длинная дорога к маяку" })
  await addToken(services, { email: "anna@example.ru", name: strange })
  const file = { name: "Резолюция.txt", bytes: original }
  await importFile(services, file, { visibility: "open", nothingExpected: true })
  await importFile(services, file)
  const { requests } = await asked(services)
  const said = { kind: "accept", term: strange, channel: "phone", evidence: strange, name: "Ольга Ветрова" }
  await asSystem(services)(answerRequest, { id: requests[0]!.id, ...said })
  const picture = {
    bytes: Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"),
    name: "a.png",
    use: "picture",
  } as const
  const ctx = { actor: system("test"), now: new Date() }
  await services.db.transaction().execute(async (tx) => {
    const changes = [
      { field: "name", before: strange, after: null, personId: anna },
      { field: "title", before: null, after: { deep: [1, "два", null] } },
    ]
    await announce(
      tx,
      new Map(),
      { actor: ctx.actor, at: ctx.now },
      { name: "x.y", subject: { kind: "x", id: 1 }, changes },
    )
    await enqueue(tx, "mail", { id: 7, words: strange }, { runAt: new Date("2030-01-01T00:00:00Z"), jobKey: "once" })
    await storeFile({ tx, ...ctx }, from.filesDir, { ...picture, subject: { kind: "x", id: 1 }, audience: "public" })
  })
  await services.db.destroy()
}

/** Every row of every table, as text, without what a backup leaves out on purpose. */
async function everything(url: string): Promise<Record<string, string>> {
  const tables = await ask(
    url,
    `SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = ANY ($1)
       AND tablename NOT IN ('migration', 'migration_lock', 'session', 'sign_in_step', 'challenge', 'throttle') ORDER BY 1`,
    [schemas],
  )
  const found: Record<string, string> = {}
  for (const [name] of tables as [string][])
    found[name] = JSON.stringify(await ask(url, `SELECT t::text FROM ${name} t ORDER BY 1`))
  return found
}

const jobs = (url: string) =>
  ask(
    url,
    `SELECT t.identifier, j.payload, j.run_at, j.key FROM graphile_worker._private_jobs j
     JOIN graphile_worker._private_tasks t ON t.id = j.task_id ORDER BY 1, 2::text`,
  )

async function archiveOf(from: Installation) {
  const file = join(from.dataDir, "backup.tar.gz")
  const manifest = await backUp(from, file, silent)
  return { file, manifest }
}

describe("a backup", () => {
  test("restored into an empty place gives every row, blob, key, job and number", async () => {
    const from = await filled()
    const { file, manifest } = await archiveOf(from)
    expect(statSync(file).mode & 0o077).toBe(0)
    const to = await installation()
    const { about } = await restore(to, file, migrations, gently)
    const [before, after] = [await everything(from.url), await everything(to.url)]
    expect(after).toEqual(before)
    const some = ["platform.event_value", "deliberation.item", "deliberation.draft_step", "search.document"]
    for (const table of [...some, "commitments.act", "commitments.letter", "commitments.figure"])
      expect(JSON.parse(before[table]!).length, table).toBeGreaterThan(0)
    expect(await jobs(to.url)).toEqual(await jobs(from.url))
    expect((await jobs(to.url)).length).toBeGreaterThan(0)
    for (const name of ["secret", "vapid"])
      expect(readFileSync(join(to.dataDir, "keys", name))).toEqual(readFileSync(join(from.dataDir, "keys", name)))
    expect(manifest.files).toBe(2)
    expect(readFileSync(blobPath(to.filesDir, hashOf(original)))).toEqual(Buffer.from(original))
    expect(about.secret).toEqual({ fingerprint: fingerprint("x".repeat(64)), inside: true })
    const events =
      "INSERT INTO platform.event (name, at, actor_kind, subject_kind, subject_id) VALUES ('a', now(), 'system', 'a', '1') RETURNING id"
    const ids = await Promise.all([from, to].map(async ({ url }) => (await ask(url, events))[0]))
    expect(ids[1]).toEqual(ids[0])
    await expect(ask(to.url, "DELETE FROM platform.event")).rejects.toThrow("never changed")
    await expect(ask(to.url, "UPDATE deliberation.item SET text = 'x'")).rejects.toThrow("never changes")
    await expect(ask(to.url, "UPDATE commitments.act SET text = 'x'")).rejects.toThrow("stays said")
    const declined = "UPDATE commitments.request SET stage = 'declined' WHERE stage = 'asked'"
    const figures = "SELECT f::text FROM commitments.figure f WHERE requests <> 0 ORDER BY 1"
    for (const { url } of [from, to]) await ask(url, declined)
    expect(await ask(to.url, figures)).toEqual(await ask(from.url, figures))
  })

  test("is of one moment, although work goes on meanwhile", async () => {
    const from = await filled()
    let going = true
    const services = testServices(from.url)
    const work = (async () => {
      while (going)
        await services.db.transaction().execute(async (tx) => {
          await sql`INSERT INTO platform.counter VALUES ('a', 1) ON CONFLICT (name) DO UPDATE SET value = counter.value + 1`.execute(
            tx,
          )
          await announce(
            tx,
            new Map(),
            { actor: system("t"), at: new Date() },
            { name: "counted", subject: { kind: "c", id: 1 } },
          )
        })
    })()
    const { file } = await archiveOf(from).finally(() => {
      going = false
    })
    await work
    const to = await installation()
    await restore(to, file, migrations, gently)
    const [[counter]] = (await ask(
      to.url,
      "SELECT coalesce(sum(value), 0)::int FROM platform.counter WHERE name = 'a'",
    )) as [[number]]
    const [[events]] = (await ask(to.url, "SELECT count(*)::int FROM platform.event WHERE name = 'counted'")) as [
      [number],
    ]
    expect(events).toBe(counter)
  })

  test("tells a blob that the store has lost or spoilt, and holds all the rest", async () => {
    const from = await filled()
    writeFileSync(blobPath(from.filesDir, hashOf(original)), Buffer.alloc(original.length, 1))
    const { file, manifest } = await archiveOf(from)
    expect(manifest).toMatchObject({ files: 1, lostFiles: [hashOf(original).toString("hex")] })
    const to = await installation()
    await restore(to, file, migrations, gently)
    expect(await everything(to.url)).toEqual(await everything(from.url))
    expect(existsSync(blobPath(to.filesDir, hashOf(original)))).toBe(false)
  })

  test("leaves nothing behind when it fails", async () => {
    const from = await filled()
    await execute(from.url, "DROP TABLE graphile_worker._private_jobs CASCADE")
    await expect(archiveOf(from)).rejects.toThrow("_private_jobs")
    expect(readdirSync(from.dataDir).filter((name) => name.startsWith("backup"))).toEqual([])
  })

  test("does not hold a SECRET that the settings give", async () => {
    const from = await filled()
    const { file } = await archiveOf({ ...from, secret: "s".repeat(40) })
    expect(gunzipSync(readFileSync(file)).includes("s".repeat(40))).toBe(false)
    const { about } = await verifyArchive(file)
    expect(about.secret).toEqual({ fingerprint: fingerprint("s".repeat(40)), inside: false })
  })
})

describe("restoring", () => {
  let from: Installation
  let file: string
  beforeAll(async () => {
    const { url, drop } = await freshDatabase()
    const folder = mkdtempSync(join(tmpdir(), "farvater-backup-"))
    from = placed(url, folder)
    await fill(from)
    file = (await archiveOf(from)).file
    return async () => {
      await drop()
      rmSync(folder, { recursive: true })
    }
  })

  test("refuses a place with data, and with force puts the backup in their place", async () => {
    const to = await installation()
    await execute(to.url, "INSERT INTO platform.counter VALUES ('mine', 1)")
    await expect(restore(to, file, migrations, gently)).rejects.toThrow("--force")
    expect(await ask(to.url, "SELECT name FROM platform.counter")).toEqual([["mine"]])
    mkdirSync(join(to.dataDir, "keys"))
    writeFileSync(join(to.dataDir, "keys", "secret"), "y".repeat(64))
    await restore(to, file, migrations, { ...gently, force: true })
    expect(await everything(to.url)).toEqual(await everything(from.url))
    expect(readFileSync(join(to.dataDir, "keys", "secret.replaced"), "utf8")).toBe("y".repeat(64))
  })

  test("refuses while a server works on the database", async () => {
    const to = await installation()
    await testServices(to.url).db.selectFrom("platform.counter").selectAll().execute()
    await expect(restore(to, file, migrations, gently)).rejects.toThrow("stop its servers")
  })

  test("refuses a damaged archive in every form, and changes nothing", async () => {
    const whole = readFileSync(file)
    const plain = gunzipSync(whole)
    const spoil = (at: number) => {
      const copy = Buffer.from(plain)
      copy[at]! ^= 1
      return gzipSync(copy)
    }
    const words = plain.indexOf("ресурсный центр")
    const flipped = Buffer.from(whole)
    flipped[Math.floor(whole.length / 2)]! ^= 16
    const damaged: Record<string, Buffer> = {
      "one bit of a row": spoil(words),
      "one bit of a blob": spoil(plain.lastIndexOf("Одобрить опыт")),
      "one bit of a header": spoil(plain.indexOf("keys/vapid") + 3),
      "one bit of what is packed": flipped,
      "half of it": whole.subarray(0, whole.length / 2),
      "the last byte missing": whole.subarray(0, -1),
      "no end": gzipSync(plain.subarray(0, plain.length - 8192)),
      "another file": Buffer.from("это не архив"),
      "another archive": gzipSync(Buffer.alloc(2048)),
      empty: Buffer.alloc(0),
    }
    const to = await installation()
    const before = await everything(to.url)
    for (const [how, bytes] of Object.entries(damaged)) {
      const path = join(to.dataDir, "damaged.tar.gz")
      writeFileSync(path, bytes)
      await expect(restore(to, path, migrations, gently), how).rejects.toThrow(/is damaged|is not a backup of Farvater/)
    }
    expect(await everything(to.url)).toEqual(before)
    expect(existsSync(join(to.dataDir, "keys"))).toBe(false)
  })

  test("refuses an archive of a newer release", async () => {
    const to = await installation()
    const { [Object.keys(migrations).sort().at(-1)!]: _, ...older } = migrations
    await expect(restore(to, file, older, gently)).rejects.toThrow("newer release")
  })

  test("all or nothing: when rows are refused, everything is as before", async () => {
    const to = await installation()
    await execute(to.url, "INSERT INTO platform.counter VALUES ('mine', 1)")
    const failing = {
      ...migrations,
      "29991231T0000_platform_never": { up: async () => Promise.reject(new Error("no")) },
    }
    await expect(restore(to, file, failing, { ...gently, force: true })).rejects.toThrow("no")
    expect(await ask(to.url, "SELECT name FROM platform.counter")).toEqual([["mine"]])
  })

  test("brings a backup of an older release up to date", async () => {
    const to = await installation()
    const name = "29991231T0000_platform_later"
    const later = {
      up: (db: Parameters<(typeof migrations)[string]["up"]>[0]) =>
        sql`ALTER TABLE platform.counter ADD COLUMN since date DEFAULT '2999-12-31'`.execute(db).then(() => {}),
    }
    await restore(to, file, { ...migrations, [name]: later }, gently)
    expect(await ask(to.url, "SELECT count(*)::int FROM deliberation.item")).toEqual(
      await ask(from.url, "SELECT count(*)::int FROM deliberation.item"),
    )
    expect(await ask(to.url, `SELECT name FROM platform.migration WHERE name = '${name}'`)).toHaveLength(1)
  })

  test("erases again what was erased since", async () => {
    const to = await installation()
    const line = { at: "2026-03-01T10:00:00Z", person_id: anna, kind: "request" }
    writeFileSync(join(to.dataDir, "erasures.jsonl"), `${JSON.stringify(line)}\n`)
    expect(await restore(to, file, migrations, gently)).toMatchObject({ erased: 1 })
    const values =
      "SELECT field FROM platform.event_value WHERE event_id IN (SELECT id FROM platform.event WHERE name = 'x.y')"
    expect(await ask(from.url, `${values} ORDER BY 1`)).toEqual([["name"], ["title"]])
    expect(await ask(to.url, values)).toEqual([["title"]])
  })

  test("works for an owner of the database who is no superuser", async () => {
    const server = (await testServer()).url
    const role = `owner_${crypto.randomUUID().slice(0, 8)}`
    await execute(server, `CREATE ROLE ${role} LOGIN PASSWORD 'p'`)
    await execute(server, `CREATE DATABASE ${role} OWNER ${role}`)
    onTestFinished(async () => {
      await execute(server, `DROP DATABASE ${role} WITH (FORCE)`)
      await execute(server, `DROP ROLE ${role}`)
    })
    const url = new URL(databaseUrl(server, role))
    url.username = role
    url.password = "p"
    await migrateUrl(url.href)
    const to = { ...(await installation()), url: url.href }
    await restore(to, file, migrations, gently)
    expect(await everything(to.url)).toEqual(await everything(from.url))
    await expect(ask(to.url, "DELETE FROM platform.event")).rejects.toThrow("never changed")
  })
})
