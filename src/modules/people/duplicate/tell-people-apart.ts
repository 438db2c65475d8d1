import { z } from "zod"
import { decidePair, line, ordered, type PairState, reasonLimit } from "#modules/registry/public.ts"
import { staffSomewhere, userIdOf } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import { notFound } from "#platform/refusal.ts"
import { lockPerson } from "../person/lock-person.ts"
import { personShelf } from "./person-shelf.ts"

async function decide(
  ctx: CommandContext,
  given: { id: string; other: string },
  word: { state: PairState; reason: string },
) {
  const { tx, actor, now, announce } = ctx
  const pair = ordered(given.id, given.other)
  for (const id of [pair.lesser, pair.greater]) await lockPerson(ctx, id)
  const decided = await decidePair(tx, personShelf, pair, { ...word, by: userIdOf(actor), at: now })
  if (!decided) throw notFound()
  if (decided.before === word.state) return pair
  const name = word.state === "different" ? "person.told_apart" : "person.called_alike"
  for (const [id, other] of [
    [pair.lesser, pair.greater],
    [pair.greater, pair.lesser],
  ] as const)
    await announce({ name, subject: { kind: "person", id }, payload: { other } })
  return pair
}

const two = { id: z.uuid(), other: z.uuid() }

/** Says that two cards that look alike are of two people; the pair is not shown any more. */
export const tellPeopleApart = command({
  name: "person.tell_apart",
  input: z.object({ ...two, reason: line(reasonLimit).default("") }),
  permit: staffSomewhere,
  run: (ctx, { reason, ...pair }) => decide(ctx, pair, { state: "different", reason }),
})

/** Takes that back: the pair is shown again. */
export const callPeopleAlike = command({
  name: "person.call_alike",
  input: z.object(two),
  permit: staffSomewhere,
  run: (ctx, pair) => decide(ctx, pair, { state: "open", reason: "" }),
})
