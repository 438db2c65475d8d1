import type { z } from "zod"
import type { Actor } from "#platform/actor.ts"
import type { Clock } from "#platform/clock.ts"
import type { Db, Tx } from "#platform/db.ts"
import { type Announcement, announce, type Listeners } from "#platform/events.ts"
import { once } from "#platform/idempotency.ts"
import type { Module } from "#platform/module.ts"
import { InvalidInput, notAllowed, Refusal } from "#platform/refusal.ts"
import { sayingsOf } from "#platform/sayings.ts"

/** What a command is given; nothing is ambient. */
export type CommandContext = {
  tx: Tx
  actor: Actor
  now: Date
  /** Writes an event in this transaction. */
  announce(event: Announcement): Promise<number>
  /** All modules, for what concerns the tables of each of them. */
  modules?: Module[] | undefined
}

/** Where a command is run from: a page, the API, a job, the command line, a seed. */
export type Caller = {
  db: Db
  actor: Actor
  clock: Clock
  listeners: Listeners
  key?: string | undefined
  modules?: Module[] | undefined
}

export type Command<I extends z.ZodType = z.ZodType, O = unknown> = {
  name: string
  input: I
  /** Whether such an actor may try at all; what depends on the loaded thing is asked inside `run`. */
  permit(actor: Actor): boolean
  run(ctx: CommandContext, input: z.output<I>): Promise<O>
}

/**
 * Declares a command: parse → permit → load → decide → write → announce, in one transaction.
 *
 * @example
 * export const renameBody = command({ name: "body.rename", input: z.object({ id: id, name: text }), permit: staff,
 *   async run({ tx, announce }, { id, name }) { … } })
 */
export const command = <I extends z.ZodType, O>(spec: Command<I, O>): Command<I, O> => spec

/**
 * Runs a command. With `caller.key`, the same key from the same actor gives the first answer again and does nothing.
 *
 * @throws InvalidInput when the input does not fit, Refusal when it may not or cannot be done
 */
export async function perform<I extends z.ZodType, O>(
  cmd: Command<I, O>,
  caller: Caller,
  input: z.input<I> | unknown,
): Promise<O> {
  if (!cmd.permit(caller.actor)) throw notAllowed()
  // Whoever looks as somebody else does nothing in their name, wherever it is asked for.
  if (caller.actor.kind === "user" && caller.actor.seenBy) throw new Refusal(403, "session.see_as.read_only")
  const parsed = cmd.input.safeParse(input)
  if (!parsed.success) throw new InvalidInput(sayingsOf(parsed.error))
  const whole = () =>
    caller.db.transaction().execute((tx) => once(tx, caller, cmd.name, () => within(cmd, caller, tx, parsed.data)))
  for (let again = 3; ; again--)
    try {
      return await whole()
    } catch (err) {
      if (!again || (err as { code?: string })?.code !== deadlock) throw err
    }
}

/** Two that wait for each other: PostgreSQL has undone one of them whole, so it is done again from its beginning. */
const deadlock = "40P01"

/** Runs a command inside a transaction that is already open, for commands made of commands. */
export function within<I extends z.ZodType, O>(
  cmd: Command<I, O>,
  caller: Omit<Caller, "db" | "key">,
  tx: Tx,
  input: z.output<I>,
): Promise<O> {
  const now = caller.clock.now()
  const { actor, listeners, modules } = caller
  const said = (event: Announcement) => announce(tx, listeners, { actor, at: now }, event)
  return cmd.run({ tx, actor, now, announce: said, modules }, input)
}
