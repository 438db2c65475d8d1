import { z } from "zod"
import { email, type OpenParty } from "#modules/registry/public.ts"
import { staffSomewhere, userIdOf } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import { queueMail } from "#platform/delivery/queue-mail.ts"
import { longDate } from "#platform/office/dates.ts"
import { InvalidInput, notFound, Refusal } from "#platform/refusal.ts"
import { codeHash, linkCode, linkToken } from "#platform/session/bearer-link.ts"
import { type Site, site } from "#platform/site.ts"
import { lockPerson } from "../person/lock-person.ts"
import type { Person } from "../person/person.store.ts"
import { insertClaim, revokeClaims, setUser, storeCode } from "./claim.store.ts"
import { claimLifetime, holderOf } from "./claim.ts"

/** Where a link leads, and the code that paper shows beside the short address. */
export const linkOfClaim = ({ secret, baseUrl }: Pick<Site, "secret" | "baseUrl">, id: number) => ({
  url: `${baseUrl}/claim/${linkToken(secret, "claim", holderOf({ id }))}`,
  code: linkCode(secret, "claim", holderOf({ id })),
  short: `${baseUrl}/claim`,
})

const nameIn = ({ givenName, patronymic, familyName }: Person) =>
  [givenName, patronymic].filter(Boolean).join(" ") || familyName

/**
 * Makes a link in place of the earlier ones of a person without an account, and sends it where there is an address.
 * @param to "" for a link that is handed over on paper
 * @param speaksFor whose representative the owner of the card then is
 * @returns the link's number
 */
export async function makeClaim(
  { tx, actor, now, announce }: CommandContext,
  person: Person,
  to: string,
  given: Site,
  speaksFor?: OpenParty,
): Promise<number> {
  if (person.userId) throw new Refusal(409, "people.claim.has_account")
  await revokeClaims(tx, person.id, now)
  const until = new Date(now.getTime() + claimLifetime)
  const id = await insertClaim(tx, {
    personId: person.id,
    email: to,
    at: now,
    by: userIdOf(actor),
    until,
    partyId: speaksFor?.id ?? null,
  })
  const { url, code } = linkOfClaim(given, id)
  await storeCode(tx, id, codeHash(given.secret, "claim", code))
  const { say, locale } = given
  if (to)
    await queueMail(
      tx,
      {
        to,
        subject: say("people.claim.letter.subject"),
        text: say(speaksFor ? "people.claim.letter.representative.text" : "people.claim.letter.text", {
          organisation: speaksFor?.name ?? "",
          name: nameIn(person),
          url,
          until: longDate(until.toISOString().slice(0, 10), locale),
        }),
        purpose: "invitation",
        secret: true,
        until,
      },
      now,
    )
  await announce({
    name: "person.claim_sent",
    subject: { kind: "person", id: person.id },
    payload: { claim: id, by: to ? "mail" : "paper" },
  })
  return id
}

/** Gives a person without an account a link by which the card becomes its own: by e-mail, or to be printed. */
export const sendClaim = command({
  name: "person.send_claim",
  input: z.object({ id: z.uuid(), by: z.enum(["mail", "paper"], { error: "invalid.choice" }), email, site }),
  permit: staffSomewhere,
  async run(ctx, { id, by, email: to, site: given }) {
    const { person } = await lockPerson(ctx, id)
    if (by === "mail" && !to) throw new InvalidInput({ email: { key: "invalid.required" } })
    return { claim: await makeClaim(ctx, person, by === "mail" ? to : "", given) }
  },
})

/** Makes the links of a person worth nothing. */
export const revokeClaim = command({
  name: "person.revoke_claim",
  input: z.object({ id: z.uuid() }),
  permit: staffSomewhere,
  async run(ctx, { id }) {
    await lockPerson(ctx, id)
    if (!(await revokeClaims(ctx.tx, id, ctx.now))) throw notFound()
    await ctx.announce({ name: "person.claim_revoked", subject: { kind: "person", id } })
    return { id }
  },
})

/** Parts a card from an account that took it by mistake; the account stays. */
export const releaseAccount = command({
  name: "person.release_account",
  input: z.object({ id: z.uuid() }),
  permit: staffSomewhere,
  async run(ctx, { id }) {
    const { person } = await lockPerson(ctx, id)
    if (!person.userId) throw notFound()
    await setUser(ctx.tx, id, null)
    await ctx.announce({ name: "person.account_released", subject: { kind: "person", id } })
    return { id }
  },
})
