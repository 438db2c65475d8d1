import { z } from "zod"
import { type Actor, administrator, staffSomewhere, userIdOf } from "#platform/actor.ts"
import { type Command, type CommandContext, command } from "#platform/command.ts"
import { enqueue } from "#platform/jobs.ts"
import { InvalidInput, notAllowed, notFound, Refusal } from "#platform/refusal.ts"
import { clearOutcomes, type Import, importForUpdate, insertImport, turnHeader, updateImport } from "./import.store.ts"
import { matchings } from "./importer.ts"
import { rememberMapping } from "./mapping.store.ts"

/** Whoever brought the file, and administrators. */
export const canSteer = (actor: Actor, { userId }: Pick<Import, "userId">): boolean =>
  administrator(actor) || (actor.kind === "user" && actor.userId === userId && staffSomewhere(actor))

/** Locks an import for its owner. */
async function mine({ tx, actor }: CommandContext, id: number): Promise<Import> {
  const found = await importForUpdate(tx, id)
  if (!found) throw notFound()
  if (!canSteer(actor, found)) throw notAllowed()
  return found
}

const work = ({ tx }: CommandContext, id: number) => enqueue(tx, "import-step", { id })
const id = z.coerce.number().int().positive()

/** Keeps a table that was read; its columns are guessed and wait to be looked at. */
export const takeTable = command({
  name: "import.take",
  input: z.object({
    kind: z.string(),
    fileName: z.string(),
    header: z.array(z.string()).nullable(),
    mapping: z.array(z.string()),
    assumed: z.string(),
    rows: z.array(z.object({ line: z.number().int(), cells: z.array(z.string()) })).min(1),
  }),
  permit: staffSomewhere,
  run: ({ tx, actor, now }, given) => insertImport(tx, { ...given, matching: "skip", userId: userIdOf(actor) }, now),
})

/** Says what columns hold and what becomes of matches, and has all rows tried without writing anything. */
export const tryImport = command({
  name: "import.try",
  input: z.object({
    id,
    mapping: z.array(z.string()),
    matching: z.enum(matchings),
    assumed: z.string(),
    /** Whether the first row of the file names the columns. */
    header: z.boolean(),
    required: z.object({ keys: z.array(z.string()), missing: z.string() }),
  }),
  permit: staffSomewhere,
  async run(ctx, { id, mapping, matching, assumed, header, required }) {
    const found = await mine(ctx, id)
    if (found.state !== "mapping" && found.state !== "checked") throw new Refusal(409, "tabular.refusal.begun")
    const used = mapping.filter(Boolean)
    const twice = mapping.findIndex((key, i) => key !== "" && mapping.indexOf(key) !== i)
    if (twice >= 0) throw new InvalidInput({ [`column.${twice}`]: { key: "tabular.invalid.twice" } })
    if (!required.keys.some((key) => used.includes(key)))
      throw new InvalidInput({ "column.0": { key: required.missing } })
    await clearOutcomes(ctx.tx, id)
    const headings =
      header === (found.header !== null) ? found.header : await turnHeader(ctx.tx, found, header, ctx.now)
    if (headings) await rememberMapping(ctx.tx, found.kind, headings, mapping, ctx.now)
    await updateImport(ctx.tx, id, { mapping, matching, assumed, state: "checking", cursor: 0, done: 0 }, ctx.now)
    await work(ctx, id)
    return { id }
  },
})

/** Starts writing what was tried; one that stopped by a fault goes on where it stood. */
export const startImport = command({
  name: "import.start",
  input: z.object({ id }),
  permit: staffSomewhere,
  async run(ctx, { id }) {
    const found = await mine(ctx, id)
    if (found.state === "running" || found.state === "done") return { id }
    if (found.state !== "checked" && found.state !== "failed") throw new Refusal(409, "tabular.refusal.not_checked")
    const begin = found.state === "checked" ? { cursor: 0, done: 0, startedAt: ctx.now } : {}
    await updateImport(ctx.tx, id, { ...begin, state: "running" }, ctx.now)
    await work(ctx, id)
    return { id }
  },
})

/** Takes back all that an import wrote and nobody touched since. */
export const undoImport = command({
  name: "import.undo",
  input: z.object({ id }),
  permit: staffSomewhere,
  async run(ctx, { id }) {
    const found = await mine(ctx, id)
    if (found.state === "undoing" || found.state === "undone") return { id }
    if (found.state !== "done" && found.state !== "failed") throw new Refusal(409, "tabular.refusal.not_done")
    await updateImport(ctx.tx, id, { state: "undoing", cursor: 0, done: 0 }, ctx.now)
    await work(ctx, id)
    return { id }
  },
})

// biome-ignore lint/suspicious/noExplicitAny: each command has its own input and answer
export const importCommands: Command<any, any>[] = [takeTable, tryImport, startImport, undoImport]
