import { z } from "zod"
import { staffSomewhere } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import { returnRows } from "#platform/references/reference.store.ts"
import { notFound, Refusal } from "#platform/refusal.ts"
import { applyConsents } from "../consent/apply-consents.ts"
import { marksOf } from "../consent/consent.store.ts"
import { writePersonKeys } from "../duplicate/write-person-keys.ts"
import { lockPerson } from "../person/lock-person.ts"
import { personById, updatePeople } from "../person/person.store.ts"
import { fullName } from "../person/person.ts"
import {
  deleteMerge,
  guardiansLeft,
  type Merge,
  mergesInto,
  putBack,
  type Rows,
  setAccount,
  setWithdrawn,
  takenBackSince,
  tellApartAgain,
} from "./merge.store.ts"
import { apart } from "./merge.ts"
import { changesOf, columnsOf } from "./merge-people.ts"

/** The merge that is to be taken back: the latest of the card, for an earlier one may have been built upon. */
export async function latestMerge(db: CommandContext["tx"], id: string, other: string): Promise<Merge> {
  const merges = await mergesInto(db, id)
  const merge = merges.find((one) => one.mergedId === other)
  if (!merge) throw notFound()
  if (merge !== merges[0]) throw new Refusal(409, "people.merge.first_apart", { name: nameOfMerged(merges[0]!) })
  return merge
}

export const nameOfMerged = ({ merged }: Pick<Merge, "merged">): string =>
  fullName({
    familyName: String(merged.family_name),
    givenName: String(merged.given_name),
    patronymic: String(merged.patronymic),
  })

/** A consent that the person has taken back on the card that stayed does not come into force again on the other one. */
function stillInForce(consents: Rows, takenBack: Rows): Rows {
  return consents.map((one) => {
    if (one.ended_at !== null) return one
    const end = takenBack.find(
      (back) => (back.kind === one.kind && back.field === one.field) || back.kind !== "publication",
    )
    if (!end) return one
    const { ended_at, ended_how, ended_by, ended_user, ended_why } = end
    return { ...one, ended_at, ended_how, ended_by, ended_user, ended_why }
  })
}

/** Rows that were set aside, without what has no sense any more: a guardian may be gone. */
async function asideNow({ tx }: CommandContext, { personId, aside, at }: Merge): Promise<Record<string, Rows>> {
  const { "people.consent": consents = [], toldApart: _, ...rest } = aside
  const rows = [...consents, ...Object.values(rest).flat()]
  const left = await guardiansLeft(
    tx,
    rows.flatMap((row) => (row.guardian_id as number | null | undefined) ?? []),
  )
  const there = (row: Rows[number]) => !row.guardian_id || left.has(row.guardian_id as number)
  const standing = stillInForce(consents, await takenBackSince(tx, personId, at))
  return {
    ...Object.fromEntries(Object.entries(rest).map(([table, set]) => [table, set.filter(there)])),
    "people.consent": standing.map((row) => (there(row) ? row : { ...row, guardian_id: null })),
  }
}

/**
 * Takes a merge back: the other card is there again with all that came from it; what was changed since stays.
 * @returns `fields` and `rows` (number by column) that stay with the survivor
 */
export const unmergePeople = command({
  name: "person.unmerge",
  input: z.object({ id: z.uuid(), other: z.uuid() }),
  permit: staffSomewhere,
  async run(ctx, { id, other }) {
    const { tx, announce } = ctx
    const { person: survivor, territories } = await lockPerson(ctx, id)
    const merge = await latestMerge(tx, id, other)
    // The account goes back with the card that it came with, unless it is somebody else's or nobody's by now.
    const account = merge.merged.user_id as string | null
    const returns = account !== null && account === survivor.userId
    if (returns) await setAccount(tx, id, null)
    await putBack(tx, "people.person", [{ ...merge.merged, user_id: returns ? account : null, listed: false }])
    const merged = (await personById(tx, other))!
    const { survivor: after, stays } = apart(survivor, merged, merge.taken, merge.before)
    const columns = columnsOf(ctx)
    const rows = await returnRows(tx, columns, merge.moved, id, other)
    const aside = await asideNow(ctx, merge)
    for (const [table, set] of Object.entries(aside)) await putBack(tx, table, set)
    await deleteMerge(tx, merge.number)
    await writePersonKeys(tx, [merged])
    await tellApartAgain(tx, merge.aside.toldApart ?? [])
    await lockPerson(ctx, other) // whether the actor keeps it is known once it is there
    await updatePeople(tx, [after])
    const marks = await marksOf(tx, [id, other])
    const { withdrawnOn } = marks.get(id)!
    if (withdrawnOn && withdrawnOn === marks.get(other)!.withdrawnOn)
      await setWithdrawn(tx, id, merge.before.withdrawnOn)
    for (const one of [after, merged]) await applyConsents(ctx, one)
    await announce({
      name: "person.unmerged",
      subject: { kind: "person", id },
      payload: { merged: other, merge: merge.number, fields: stays },
      changes: changesOf(survivor, after, territories).map((change) => ({ ...change, personId: id })),
    })
    return { id, other, fields: stays, rows }
  },
})
