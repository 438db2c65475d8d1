import { z } from "zod"
import { territoryScopes } from "#modules/registry/public.ts"
import { staffSomewhere, userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { takeNumbers } from "#platform/counter.ts"
import { notAllowed, notFound, Refusal } from "#platform/refusal.ts"
import { currentText } from "../item/amended.ts"
import { amendmentsOf, itemsOf } from "../item/item.store.ts"
import { canAdopt } from "../resolution/resolution.policy.ts"
import { lockResolution } from "../resolution/resolution.store.ts"
import { addresseesOf } from "./addressees.ts"

/**
 * Gives a number and a date to the letter of every addressee that has none yet. Numbers run through the year without
 * gaps or repeats; a letter keeps its number when it is printed again.
 */
export const makeLetters = command({
  name: "resolution.make_letters",
  input: z.object({ id: z.coerce.number().int(), dated: z.iso.date({ error: "invalid.date" }) }),
  permit: staffSomewhere,
  async run({ tx, actor, now, announce }, { id, dated }) {
    const resolution = await lockResolution(tx, id)
    if (!resolution) throw notFound()
    if (!canAdopt(actor, await territoryScopes(tx, resolution.territoryId))) throw notAllowed()
    if (!resolution.adoptedOn) throw new Refusal(409, "refusal.not_adopted_yet")
    const has = await tx.selectFrom("deliberation.letter").select("addressee").where("resolution_id", "=", id).execute()
    const had = new Set(has.map((l) => l.addressee))
    const fresh = addresseesOf(await itemsOf(tx, id)).filter((a) => !had.has(a.name))
    if (!fresh.length) return { letters: 0 }
    const amendments = await amendmentsOf(tx, id)
    const year = Number(dated.slice(0, 4))
    const first = await takeNumbers(tx, `letter ${year}`, fresh.length)
    await tx
      .insertInto("deliberation.letter")
      .values(
        fresh.map((a, i) => ({
          resolution_id: id,
          party_id: a.partyId,
          addressee: a.name,
          year,
          number: first + i,
          dated,
          items: JSON.stringify(
            a.items.map((item) => ({
              path: item.path,
              label: item.label,
              text: currentText(item, amendments),
              deadline: item.deadline,
              term: item.term,
            })),
          ),
          at: now,
          user_id: userIdOf(actor),
        })),
      )
      .execute()
    await announce({
      name: "resolution.letters_made",
      subject: { kind: "resolution", id },
      payload: { letters: fresh.length },
    })
    return { letters: fresh.length }
  },
})
