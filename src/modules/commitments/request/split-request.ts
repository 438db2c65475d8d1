import { z } from "zod"
import { itemLines, numberOf } from "#modules/deliberation/public.ts"
import { contactsOf, foldName, partiesByFoldedName, territoryScopes } from "#modules/registry/public.ts"
import { userIdOf } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import { takeNumbers } from "#platform/counter.ts"
import { queueMail } from "#platform/delivery/queue-mail.ts"
import { InvalidInput, notAllowed, notFound, Refusal } from "#platform/refusal.ts"
import { insertLetters } from "../letter/letter.store.ts"
import { loadLetterhead } from "../letter/letterhead.store.ts"
import { numberText } from "../letter/number-letter.ts"
import { requestMail } from "../recipient/mail-request.ts"
import { keepRecipient } from "../recipient/recipient.store.ts"
import { loadRule } from "../rule/rule.store.ts"
import { type Site, site } from "../site.ts"
import { canAsk, mayAnswer } from "./request.policy.ts"
import { insertRequests, lockRequest, type Request } from "./request.store.ts"

const dayMs = 86_400_000

/** One part: what is to be done, by whom, until when (YYYY-MM-DD). */
export const partInput = z.object({
  text: z.string().trim().min(1, { error: "invalid.required" }).max(10_000, { error: "invalid.too_long" }),
  addressee: z
    .string()
    .trim()
    .max(500, { error: "invalid.too_long" })
    .refine((name) => foldName(name) !== "", "invalid.required"),
  email: z.union([z.literal(""), z.email({ error: "invalid.email" })]).default(""),
  termOn: z.iso.date({ error: "invalid.date" }).nullable().default(null),
})
type Part = z.output<typeof partInput>

/**
 * Splits a request into parts, each with an addressee and a link of its own. The request itself stays: whoever was asked
 * reports about all of it. A part whose addressee has an address of e-mail is sent at once with a number; the others
 * wait on the desk for a letter on paper.
 *
 * @returns the numbers of the new requests, in the order of the parts
 */
export const splitRequest = command({
  name: "request.split",
  input: z.object({
    id: z.coerce.number().int(),
    parts: z.array(partInput).min(1, { error: "invalid.required" }).max(20),
    site,
  }),
  permit: (actor) => mayAnswer(actor) && actor.kind !== "link",
  async run(ctx, { id, parts, site }) {
    const { tx, actor, announce } = ctx
    const request = await lockRequest(tx, id)
    if (!request) throw notFound()
    if (!canAsk(actor, await territoryScopes(tx, request.territoryId))) throw notAllowed()
    if (!["asked", "received", "accepted"].includes(request.stage)) throw new Refusal(409, "request.refusal.not_now")
    const known = await partiesByFoldedName(
      tx,
      parts.map((part) => foldName(part.addressee)),
    )
    const made: number[] = []
    for (const [i, part] of parts.entries()) {
      const early = part.termOn !== null && part.termOn < site.today
      if (early) throw new InvalidInput({ [`parts.${i}.termOn`]: { key: "request.invalid.past" } })
      made.push(await ask(ctx, request, part, known.get(foldName(part.addressee)) ?? null, site))
    }
    await announce({
      name: "request.split",
      subject: { kind: "request", id },
      payload: { item: request.itemId, parts: made },
    })
    return { parts: made }
  },
})

async function ask(ctx: CommandContext, request: Request, part: Part, partyId: number | null, site: Site) {
  const { tx, now } = ctx
  const contacts = partyId === null ? undefined : (await contactsOf(tx, [partyId])).get(partyId)
  const { linkDays } = await loadRule(tx)
  const recipient = await keepRecipient(
    tx,
    site.secret,
    {
      resolutionId: request.resolutionId,
      partyId,
      addressee: contacts?.name ?? part.addressee,
      email: part.email,
      knownEmail: contacts?.email ?? "",
      expiresAt: new Date(now.getTime() + linkDays * dayMs),
      renew: true,
    },
    now,
  )
  const [id] = await insertRequests(tx, [
    {
      ...request,
      recipientId: recipient.id,
      partyId,
      role: "lead",
      parentId: request.id,
      relation: "part",
      wording: part.text,
      termOn: part.termOn,
      askedOn: site.today,
      at: now,
    },
  ])
  if (recipient.email) await write(ctx, request, recipient, { id: id!, ...part }, site)
  return id!
}

/** The letter about one part: out of the outbox by e-mail, in the register with a number. */
async function write(
  { tx, now, actor }: CommandContext,
  request: Request,
  recipient: Awaited<ReturnType<typeof keepRecipient>>,
  part: Part & { id: number },
  site: Site,
): Promise<void> {
  const item = (await itemLines(tx, [request.itemId])).get(request.itemId)
  if (!item) throw notFound()
  const head = await loadLetterhead(tx, request.territoryId)
  const mailId = await queueMail(
    tx,
    requestMail(site, head, {
      recipient,
      resolution: { title: item.resolution.title, date: item.resolution.heldOn },
      items: [{ number: numberOf(item), text: part.text }],
    }),
    now,
  )
  const year = Number(site.today.slice(0, 4))
  const number = await takeNumbers(tx, `letter ${year}`, 1)
  const { id: requestId, text, termOn: deadline } = part
  await insertLetters(
    tx,
    [
      {
        kind: "request",
        resolutionId: request.resolutionId,
        recipientId: recipient.id,
        requestId,
        partyId: recipient.partyId,
        addressee: recipient.addressee,
        year,
        number,
        numberText: numberText(head.numberPattern, number, site.today),
        dated: site.today,
        channel: "email",
        mailId,
        items: [{ path: item.path, label: item.label, text, deadline, term: "" }],
      },
    ],
    { now, userId: userIdOf(actor) },
  )
}
