import { z } from "zod"
import { lines } from "#modules/registry/public.ts"
import { staffSomewhere, userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { takeNumbers } from "#platform/counter.ts"
import { erasePeople } from "#platform/erasure.ts"
import { removeAttachmentsOf } from "#platform/files/attachment.store.ts"
import { forgetRowsNamed } from "#platform/tabular/rows-about.store.ts"
import { mergesInto } from "../merging/merge.store.ts"
import { nameOfMerged } from "../merging/unmerge-people.ts"
import { lockPerson } from "../person/lock-person.ts"
import { fullName } from "../person/person.ts"
import { consentIdsOf, countEverything, insertErasure } from "./erasure.store.ts"
import { bases } from "./erasure.ts"

/**
 * Destroys all that is kept of a person, for good, and makes the act of it (152-ФЗ, ст. 21; Приказ РКН № 179 of
 * 28.10.2022). What was counted stays counted; events keep the id of a person who is no more.
 */
export const erasePerson = command({
  name: "person.erase",
  input: z.object({
    id: z.uuid(),
    basis: z.enum(bases, { error: "invalid.choice" }),
    reason: lines(1000).default(""),
  }),
  permit: staffSomewhere,
  async run(ctx, { id, basis, reason }) {
    const { tx, now, actor, announce } = ctx
    const { person } = await lockPerson(ctx, id)
    const destroyed = await countEverything(tx, id)
    const number = await takeNumbers(tx, "erasure", 1)
    await insertErasure(tx, { number, at: now, userId: userIdOf(actor), basis, reason, destroyed })
    for (const consent of await consentIdsOf(tx, id))
      await removeAttachmentsOf(tx, { kind: "consent", id: consent }, now)
    // Cards that were merged into this one lie in it, and go with it for good.
    const merges = await mergesInto(tx, id)
    const all = [id, ...merges.map(({ mergedId }) => mergedId)]
    for (const name of [fullName(person), ...merges.map(nameOfMerged)]) await forgetRowsNamed(tx, "person", name)
    await erasePeople(tx, all, now)
    for (const one of all)
      await announce({
        name: "person.erased",
        subject: { kind: "person", id: one },
        payload: { erasure: number, basis },
      })
    return { number }
  },
})
