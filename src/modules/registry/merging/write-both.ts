import type { CommandContext } from "#platform/command.ts"
import { moveAttachments } from "#platform/files/attachment.store.ts"
import { InvalidInput } from "#platform/refusal.ts"
import { partyByInn, partyByName, updateParty } from "../party/party.store.ts"
import { innTaken } from "../party/party-words.ts"
import { writeProfile } from "../profile/profile.store.ts"
import { isEmpty, profileFields } from "../profile/profile.ts"
import type { Side } from "./load-both.ts"
import { setNamesFree } from "./merge.store.ts"
import type { Sides } from "./merge.ts"

type Pair<T> = { survivor: T; merged: T }

/** Somebody else may have taken a name or an ИНН meanwhile, or the two numbers of two cards make those of a third. */
async function checkNames({ tx }: CommandContext, both: number[], after: Sides[]) {
  for (const one of after) {
    const named = await partyByName(tx, one.name)
    if (named && !both.includes(named.id)) throw new InvalidInput({ name: { key: "registry.party.name_taken" } })
    const same = await partyByInn(tx, one)
    if (same && !both.includes(same.id)) throw new InvalidInput({ inn: innTaken(same) })
  }
  const [a, b] = after
  if (a!.inn && a!.inn === b!.inn && a!.kpp === b!.kpp) throw new InvalidInput({ kpp: innTaken(b!) })
}

/** Writes the fields of two cards that may have exchanged names and numbers, and their texts and logos. */
export async function writeBoth(ctx: CommandContext, before: Pair<Side>, after: Pair<Sides>): Promise<void> {
  const { tx } = ctx
  const sides = ["survivor", "merged"] as const
  const ids = sides.map((side) => before[side].party.id)
  await checkNames(
    ctx,
    ids,
    sides.map((side) => after[side]),
  )
  for (const id of ids) await setNamesFree(tx, id)
  for (const side of sides) {
    const { party, profile } = before[side]
    await updateParty(tx, party.id, after[side])
    const texts = { ...profile, ...Object.fromEntries(profileFields.map((field) => [field, after[side][field]])) }
    if (profileFields.some((field) => profile[field] !== texts[field]) || !isEmpty(profile))
      await writeProfile(tx, party.id, texts)
    const other = before[side === "survivor" ? "merged" : "survivor"].party
    if (texts.logo && texts.logo !== profile.logo)
      await moveAttachments(tx, [texts.logo], { kind: "party", id: other.id }, { kind: "party", id: party.id })
  }
}
