import { z } from "zod"
import { line } from "#modules/registry/public.ts"
import { type Actor, signedIn } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { InvalidInput, notAllowed } from "#platform/refusal.ts"
import { fullName } from "../person/person.ts"
import { consentFields } from "./consent-input.ts"
import { createConsent } from "./create-consent.ts"
import { loadGiver } from "./load-giver.ts"

/** Whoever has an account or a link may try; of whom they decide is asked when the person is loaded. */
export const mayDecide = (actor: Actor): boolean => signedIn(actor) || actor.kind === "link"

/**
 * Gives a consent for oneself, through one's account or link, or as the guardian through the guardian's link. Nothing is
 * taken for granted: `agreed` has to be said, about the words (`textId`) that were read.
 */
export const giveConsent = command({
  name: "consent.give",
  input: z.object({
    id: z.uuid(),
    ...consentFields,
    agreed: z.boolean(),
    textId: z.coerce.number().int(),
    /** The guardian's full name; one's own is known. */
    signer: line(200).default(""),
  }),
  permit: mayDecide,
  async run(ctx, { id, agreed, signer, until, ...given }) {
    const { person, by, guardian } = await loadGiver(ctx, id)
    if (by === "staff" || (by === "guardian") !== (given.kind === "guardian")) throw notAllowed()
    if (!agreed) throw new InvalidInput({ agreed: { key: "consent.agree_needed" } })
    if (guardian && !signer) throw new InvalidInput({ signer: { key: "invalid.required" } })
    return createConsent(
      ctx,
      person,
      {
        ...given,
        untilOn: until,
        signer: guardian ? signer : fullName(person),
        relation: guardian?.relation ?? "",
        reach: [person.phone, person.email].filter(Boolean).join(", "),
        guardianId: guardian?.id ?? null,
        channel: ctx.actor.kind === "link" ? "link" : "account",
        givenOn: ctx.now.toISOString().slice(0, 10),
      },
      by,
    )
  },
})
