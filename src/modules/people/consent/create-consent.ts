import { userIdOf } from "#platform/actor.ts"
import type { CommandContext } from "#platform/command.ts"
import { InvalidInput, Refusal } from "#platform/refusal.ts"
import type { Publishable } from "../person/fields.ts"
import type { Person } from "../person/person.store.ts"
import { applyConsents } from "./apply-consents.ts"
import { endConsents, inForceOf, insertConsent, marksOf, type NewConsent } from "./consent.store.ts"
import { type ConsentKind, type EndedBy, troubleOfAge } from "./consent.ts"
import { presentOperator, presentText } from "./consent-text.store.ts"

export type Given = Pick<
  NewConsent,
  "signer" | "relation" | "reach" | "conditions" | "channel" | "givenOn" | "untilOn"
> & {
  kind: ConsentKind
  /** For a publication: what may be shown. */
  fields: Publishable[]
  guardianId: number | null
  /** The words that were read; the present ones when absent. */
  textId?: number
}

/**
 * Writes a consent down and makes it work at once, inside a transaction with the person locked. One of the same kind
 * (and field) that is in force is replaced by it.
 * @throws Refusal 409 when it cannot be given at this age, no operator is named or the words have changed meanwhile;
 *   InvalidInput `fields` when something but not the name would be published
 */
export async function createConsent(ctx: CommandContext, person: Person, given: Given, by: EndedBy) {
  const { tx, actor, now, announce } = ctx
  const { kind } = given
  const today = now.toISOString().slice(0, 10)
  // On the day of signing and today alike: a guardian's paper of long ago says nothing about a grown-up.
  const trouble = troubleOfAge(kind, person.birthOn, given.givenOn) ?? troubleOfAge(kind, person.birthOn, today)
  if (trouble) throw new Refusal(409, trouble)
  const operator = await presentOperator(tx)
  if (!operator) throw new Refusal(409, "consent.no_operator")
  const text = await presentText(tx, kind)
  if (given.textId !== undefined && given.textId !== text.id) throw new Refusal(409, "consent.text_changed")
  if (given.untilOn !== null && given.untilOn < today) throw new InvalidInput({ until: { key: "consent.until_past" } })
  const standing = await inForceOf(tx, person.id)
  if (kind === "publication") {
    if ((await marksOf(tx, [person.id])).get(person.id)?.withdrawnOn) throw new Refusal(409, "consent.withdrawn_first")
    if (!given.reach) throw new Refusal(409, "consent.reach_needed")
    if (!given.fields.length) throw new InvalidInput({ fields: { key: "consent.fields_none" } })
    const named = given.fields.includes("name") || standing.some(({ field }) => field === "name")
    if (!named) throw new InvalidInput({ fields: { key: "consent.name_first" } })
  }
  const fields = kind === "publication" ? [...new Set(given.fields)] : ([""] as const)
  const old = standing.filter((one) => one.kind === kind && (fields as readonly string[]).includes(one.field))
  const ids = old.map(({ id }) => id)
  const userId = userIdOf(actor)
  await endConsents(tx, person.id, ids, { how: "replaced", by, userId, why: "", at: now })
  const made: number[] = []
  for (const field of fields) {
    const { signer, relation, reach, conditions, channel, givenOn, untilOn, guardianId } = given
    const row = { signer, relation, reach, conditions, channel, givenOn, untilOn, guardianId }
    const one = { ...row, personId: person.id, kind, field, textId: text.id, operatorId: operator.id }
    made.push(await insertConsent(tx, one, now, userId))
  }
  await applyConsents(ctx, person)
  const published = fields.flatMap((field) => field || [])
  await announce({
    name: "person.consent_given",
    subject: { kind: "person", id: person.id },
    payload: { consents: made, kind, channel: given.channel },
    changes: [
      { field: "consent", after: kind, personId: person.id },
      ...published.map((field) => ({ field: "published", after: field, personId: person.id })),
    ],
  })
  return { consents: made }
}
