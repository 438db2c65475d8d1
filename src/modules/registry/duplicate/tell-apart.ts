import { z } from "zod"
import { staffSomewhere, userIdOf } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { line } from "../party/party-input.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { reasonLimit } from "./pair-input.ts"
import { decidePair } from "./pairs.store.ts"
import { alikeParties } from "./party-alike.store.ts"
import { keeps } from "./party-pairs.ts"
import { partyShelf } from "./party-shelf.ts"
import { ordered, type PairState } from "./shelf.ts"

const id = z.coerce.number().int().positive()

async function decide(
  { tx, actor, now, announce }: CommandContext,
  given: { id: number; other: number },
  word: { state: PairState; reason: string },
) {
  const cards = await alikeParties.load(tx, [given.id, given.other])
  if (cards.length < 2) throw notFound()
  const territories = await allTerritories(tx)
  if (!cards.every((card) => keeps(actor, territories, card))) throw notAllowed()
  const pair = ordered(given.id, given.other)
  const decided = await decidePair(tx, partyShelf, pair, { ...word, by: userIdOf(actor), at: now })
  if (!decided) throw notFound()
  if (decided.before === word.state) return pair
  const name = word.state === "different" ? "party.told_apart" : "party.called_alike"
  for (const [card, other] of [
    [pair.lesser, pair.greater],
    [pair.greater, pair.lesser],
  ] as const)
    await announce({ name, subject: { kind: "party", id: card }, payload: { other } })
  return pair
}

/** Says that two cards that look alike are about different ones; the pair is not shown any more. */
export const tellPartiesApart = command({
  name: "party.tell_apart",
  input: z.object({ id, other: id, reason: line(reasonLimit).default("") }),
  permit: staffSomewhere,
  run: (ctx, { reason, ...pair }) => decide(ctx, pair, { state: "different", reason }),
})

/** Takes that back: the pair is shown again. */
export const callPartiesAlike = command({
  name: "party.call_alike",
  input: z.object({ id, other: id }),
  permit: staffSomewhere,
  run: (ctx, pair) => decide(ctx, pair, { state: "open", reason: "" }),
})
