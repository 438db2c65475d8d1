import { sql } from "kysely"
import type { Actor } from "#platform/actor.ts"
import { announceMany } from "#platform/announce-many.ts"
import type { Tx } from "#platform/db.ts"
import { announce } from "#platform/events.ts"
import { enqueue } from "#platform/jobs.ts"
import type { Job } from "#platform/module.ts"
import type { Services } from "#platform/services.ts"
import { actorOfUser } from "#platform/session/load-actor.ts"
import { cellsOf } from "./columns.ts"
import {
  claimKeys,
  countsOf,
  forgetImports,
  type Import,
  importForUpdate,
  importToWork,
  rowsOf,
  type StoredRow,
  standingStill,
  updateImport,
  writeKept,
  writeTaken,
} from "./import.store.ts"
import type { Importer, TakeContext } from "./importer.ts"

/** So many rows in one transaction: a killed process loses so much work, and nobody waits for it long. */
const batch = 500

export const importersOf = ({ modules }: Services): Importer[] => modules.flatMap((one) => one.importers ?? [])

/** What stopped by itself and may go well another time: locks, a lost connection, a server that stops. */
function passing(err: unknown): boolean {
  const { code = "", message = "" } = err as { code?: string; message?: string }
  // a connection that broke has no code of PostgreSQL
  return /^(?:40|08|57|53|ECONN|EPIPE)/.test(code) || /^(?:Connection terminated|Client has encountered)/.test(message)
}

/** Does one part of an import's work and queues the next one in the same transaction. */
export const stepJob: Job = {
  name: "import-step",
  async run(services, payload) {
    const { id } = payload as { id: number }
    try {
      await services.db.transaction().execute((tx) => step(services, tx, id))
    } catch (err) {
      if (passing(err)) throw err
      services.log.error({ err }, `import ${id} stopped`)
      await services.db.transaction().execute((tx) => stop(tx, id, services.clock.now()))
    }
    services.cache.clear()
  },
}

/** After a fault one may choose columns anew, go on with writing, or take back again. */
async function stop(tx: Tx, id: number, now: Date): Promise<void> {
  const run = await importForUpdate(tx, id)
  const back = { checking: "mapping", running: "failed", undoing: "done" } as const
  if (run && run.state in back)
    await updateImport(tx, id, { state: back[run.state as keyof typeof back], broke: true }, now)
}

async function step(services: Services, tx: Tx, id: number): Promise<void> {
  const now = services.clock.now()
  const run = await importToWork(tx, id)
  const importer = importersOf(services).find(({ kind }) => kind === run?.kind)
  if (!run || !importer) return
  const which = {
    checking: {},
    running: { outcome: ["new" as const, "change" as const] },
    undoing: { traced: true },
  }[run.state as "checking"]
  if (!which) return
  const rows = await rowsOf(tx, id, run.cursor, batch, which)
  const actor = run.userId === null ? undefined : await actorOfUser(tx, run.userId, now)
  if (rows.length) await doPart(services, tx, run, importer, actor ?? { kind: "visitor" }, rows, now)
  const moved = { cursor: rows.at(-1)?.line ?? run.cursor, done: run.done + rows.length }
  if (rows.length === batch) {
    await updateImport(tx, id, moved, now)
    return enqueue(tx, "import-step", { id })
  }
  await end(services, tx, { ...run, ...moved }, actor ?? { kind: "visitor" }, now)
}

async function doPart(
  { translator, listeners }: Services,
  tx: Tx,
  run: Import,
  importer: Importer,
  actor: Actor,
  rows: StoredRow[],
  now: Date,
): Promise<void> {
  const who = { actor, at: now }
  const common = {
    tx,
    actor,
    now,
    say: translator.say,
    announce: (event) => announce(tx, listeners, who, event),
    announceMany: (events) => announceMany(tx, listeners, who, events),
  } satisfies Partial<TakeContext>
  // Two imports of one kind take turns part by part: neither finds what the other is just about to commit.
  if (run.state !== "checking") await sql`SELECT pg_advisory_xact_lock(hashtext(${`import ${run.kind}`}))`.execute(tx)
  if (run.state === "undoing") {
    const kept = await importer.undo(common, rows)
    const lines = rows.map(({ line }) => line)
    return writeKept(tx, run.id, lines, kept)
  }
  const write = run.state === "running"
  const { matching, assumed, fileName } = run
  const given = rows.map(({ line, cells }) => ({ line, cells: cellsOf(run.mapping, cells) }))
  const taken = await importer.take({ ...common, write, matching, assumed, fileName }, given)
  if (write) return writeTaken(tx, run.id, taken, true)
  const earlier = await claimKeys(
    tx,
    run.id,
    taken.filter(({ outcome }) => outcome !== "refused"),
  )
  const judged = taken.map((row) => {
    const first = earlier.get(row.line)
    if (first === undefined) return row
    const why = [{ saying: { key: "tabular.why.repeated", params: { line: first } } }]
    return { line: row.line, label: row.label, keys: row.keys, outcome: "refused" as const, why }
  })
  await writeTaken(tx, run.id, judged, false)
}

async function end(services: Services, tx: Tx, run: Import, actor: Actor, now: Date): Promise<void> {
  const moved = { cursor: run.cursor, done: run.done }
  if (run.state === "checking") return updateImport(tx, run.id, { ...moved, state: "checked" }, now)
  const counts = (await countsOf(tx, [run.id])).get(run.id)!
  const who = { actor, at: now }
  const subject = { kind: "import", id: run.id }
  if (run.state === "undoing") {
    await updateImport(tx, run.id, { ...moved, state: "undone", undoneAt: now }, now)
    const payload = { kind: run.kind, kept: counts.kept }
    await announce(tx, services.listeners, who, { name: "import.undone", subject, payload })
    return
  }
  await updateImport(tx, run.id, { ...moved, state: "done", endedAt: now }, now)
  const payload = { kind: run.kind, added: counts.new, changed: counts.change, refused: counts.refused }
  await announce(tx, services.listeners, who, { name: "import.finished", subject, payload })
}

const minute = 60_000
const day = 24 * 60 * minute
/** Rows are kept as long as somebody may want to take an import back, and those of people as long as the law has patience. */
export const keptDays = { usual: 90, personal: 30 }

/** Takes up what a killed process left, and forgets imports that are old. */
export const resumeJob: Job = {
  name: "import-resume",
  schedule: "* * * * *",
  async run(services) {
    const { db, clock } = services
    const now = clock.now().getTime()
    const still = await standingStill(db, new Date(now - minute))
    await db.transaction().execute(async (tx) => {
      for (const id of still) await enqueue(tx, "import-step", { id }, { jobKey: `import ${id}` })
      const importers = importersOf(services)
      for (const [which, days] of Object.entries(keptDays)) {
        const kinds = importers.filter(({ personal }) => (which === "personal") === (personal ?? false))
        await forgetImports(
          tx,
          kinds.map(({ kind }) => kind),
          new Date(now - days * day),
        )
      }
    })
  },
}
