import { z } from "zod"
import { userIdOf } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import { notAllowed, notFound, Refusal } from "#platform/refusal.ts"
import type { Person } from "../person/person.store.ts"
import { applyConsents } from "./apply-consents.ts"
import { consentsOf, endConsents, inForceOf } from "./consent.store.ts"
import type { Consent, EndedBy } from "./consent.ts"
import { withdrawalFields } from "./consent-input.ts"
import { mayDecide } from "./give-consent.ts"
import { loadGiver } from "./load-giver.ts"

/** What ends with a consent: nothing is shown without the name, and nothing at all once processing is withdrawn. */
const endedWith = (one: Consent, standing: Consent[]): Consent[] =>
  one.kind === "publication" && one.field !== "name"
    ? [one]
    : standing.filter(({ id, kind }) => id === one.id || kind === "publication")

/** Withdraws inside a transaction with the person locked; what was shown to everybody is gone at its end. */
async function withdraw(ctx: CommandContext, person: Person, one: Consent, by: EndedBy, why: string) {
  const { tx, actor, now, announce } = ctx
  const ended = endedWith(one, await inForceOf(tx, person.id))
  const ids = ended.map(({ id }) => id)
  await endConsents(tx, person.id, ids, { how: "withdrawn", by, userId: userIdOf(actor), why, at: now })
  await applyConsents(ctx, person, one.kind !== "publication")
  const changes = [
    { field: "consent", before: one.kind, after: null },
    ...ended.flatMap(({ field }) => (field ? [{ field: "published", before: field, after: null }] : [])),
    { field: "endedWhy", after: why },
  ]
  await announce({
    name: "person.consent_withdrawn",
    subject: { kind: "person", id: person.id },
    payload: { consents: ids, kind: one.kind, by },
    changes: changes
      .filter((change) => "before" in change || change.after)
      .map((change) => ({ ...change, personId: person.id })),
  })
}

/**
 * Takes a consent back: the person its own, the guardian its own, the staff any at somebody's wish. When processing is
 * withdrawn the person is marked for erasure.
 */
export const withdrawConsent = command({
  name: "consent.withdraw",
  input: z.object({ id: z.uuid(), consent: z.coerce.number().int(), ...withdrawalFields }),
  permit: mayDecide,
  async run(ctx, { id, consent, why }) {
    const { person, by, guardian } = await loadGiver(ctx, id)
    const one = (await consentsOf(ctx.tx, id)).find((known) => known.id === consent)
    if (!one) throw notFound()
    if (by !== "staff" && (one.kind === "guardian") !== (guardian !== undefined)) throw notAllowed()
    if (one.endedAt) throw new Refusal(409, "consent.ended_already")
    await withdraw(ctx, person, one, by, why)
    return { id: consent }
  },
})
