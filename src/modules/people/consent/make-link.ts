import { z } from "zod"
import { staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { queueMail } from "#platform/delivery/queue-mail.ts"
import { InvalidInput, notFound, Refusal } from "#platform/refusal.ts"
import { guardianOf } from "../guardian/guardian.store.ts"
import { lockPerson } from "../person/lock-person.ts"
import { ageOn, fullName, isMinor } from "../person/person.ts"
import { ownConsentAge } from "./consent.ts"
import { closeConsentLink, consentLinkById, renewConsentLink } from "./consent-link.store.ts"
import { consentMail, type Site } from "./consent-mail.ts"
import { presentOperator } from "./consent-text.store.ts"

/** So long a link of consents opens, in days. */
export const linkDays = 30
const site = z.custom<Site>((given) => typeof given === "object" && given !== null)

/**
 * Gives the person, or one of its guardians, a link and a printed code to decide by without an account, and sends the
 * link by e-mail when `mail` says so. The link before opens nothing any more; the new one is stored nowhere.
 */
export const makeConsentLink = command({
  name: "consent.make_link",
  input: z.object({
    id: z.uuid(),
    guardian: z.coerce.number().int().nullable().default(null),
    mail: z.boolean().default(false),
    site,
  }),
  permit: staffSomewhere,
  async run(ctx, { id, guardian: guardianId, mail, site }) {
    const { tx, now, announce } = ctx
    const { person } = await lockPerson(ctx, id)
    const today = now.toISOString().slice(0, 10)
    const operator = await presentOperator(tx)
    if (!operator) throw new Refusal(409, "consent.no_operator")
    const guardian = guardianId === null ? undefined : await guardianOf(tx, id, guardianId)
    if (guardianId !== null && !guardian) throw notFound()
    if (guardian && !isMinor(person.birthOn, today)) throw new Refusal(409, "consent.of_age")
    if (!guardian && person.birthOn !== null && ageOn(person.birthOn, today) < ownConsentAge)
      throw new Refusal(409, "consent.too_young")
    const to = (guardian ?? person).email
    if (mail && !to) throw new InvalidInput({ email: { key: "consent.no_email" } })
    const expiresAt = new Date(now.getTime() + linkDays * 86_400_000)
    const of = { personId: id, guardianId, sentTo: mail ? to : "" }
    const link = await renewConsentLink(tx, site.secret, of, expiresAt)
    if (mail) {
      const name = guardian?.name ?? fullName(person)
      const letter = consentMail(site, {
        link,
        operator,
        to,
        name,
        person: fullName(person),
        guarded: Boolean(guardian),
      })
      await queueMail(tx, letter, now)
    }
    await announce({
      name: "person.consent_link_made",
      subject: { kind: "person", id },
      payload: { link: link.id, guardian: guardianId, mailed: mail },
    })
    return { id: link.id }
  },
})

/** Makes a link and its code worthless at once; consents given by it stay. */
export const revokeConsentLink = command({
  name: "consent.revoke_link",
  input: z.object({ id: z.uuid(), link: z.coerce.number().int() }),
  permit: staffSomewhere,
  async run(ctx, { id, link }) {
    await lockPerson(ctx, id)
    if ((await consentLinkById(ctx.tx, link))?.personId !== id) throw notFound()
    await closeConsentLink(ctx.tx, link, ctx.now)
    await ctx.announce({ name: "person.consent_link_revoked", subject: { kind: "person", id }, payload: { link } })
    return { id: link }
  },
})
