import { z } from "zod"
import { type ItemForAsking, itemsForAsking, numberOf, resolutionById } from "#modules/deliberation/public.ts"
import { contactsOf, editParty, foldName, territoryScopes } from "#modules/registry/public.ts"
import { staffSomewhere, userIdOf } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import { takeNumbers } from "#platform/counter.ts"
import { queueMails } from "#platform/delivery/queue-mail.ts"
import { InvalidInput, notAllowed, notFound, Refusal } from "#platform/refusal.ts"
import { insertLetters } from "../letter/letter.store.ts"
import { loadLetterhead } from "../letter/letterhead.store.ts"
import { numberText } from "../letter/number-letter.ts"
import { requestMail } from "../recipient/mail-request.ts"
import { keepRecipient, type Recipient } from "../recipient/recipient.store.ts"
import { canAsk } from "../request/request.policy.ts"
import { insertRequests, requestsOfResolution } from "../request/request.store.ts"
import { loadRule } from "../rule/rule.store.ts"
import { site } from "../site.ts"
import { isEmail } from "./email.ts"
import { lockAsking } from "./lock-asking.ts"

const dayMs = 86_400_000

/** Who is asked what: one letter each. */
export const letterInput = z.object({
  addressee: z
    .string()
    .trim()
    .max(500)
    .refine((name) => foldName(name) !== "", "invalid.required"),
  partyId: z.coerce.number().int().nullable().default(null),
  channel: z.enum(["email", "paper", "both"]),
  email: z
    .string()
    .trim()
    .refine((text) => text === "" || isEmail(text), "invalid.email")
    .default(""),
  /** Keeps the e-mail on the addressee's card of the registry. */
  remember: z.boolean().optional(),
  items: z.array(z.object({ id: z.coerce.number().int(), role: z.enum(["lead", "joint"]).default("lead") })).min(1),
})
type LetterInput = z.output<typeof letterInput>

/**
 * Asks addressees of an adopted resolution: a request per item and addressee, a letter with a number for each addressee,
 * by e-mail with a link, on paper, or both. What was asked already is not asked again.
 *
 * @returns how many letters and requests were made, and the ids of the letters
 */
export const askAddressees = command({
  name: "resolution.ask",
  input: z.object({
    id: z.coerce.number().int(),
    /** The date of the letters. */
    dated: z.iso.date({ error: "invalid.date" }),
    letters: z.array(letterInput).max(2_000),
    site,
  }),
  permit: staffSomewhere,
  async run(ctx, input) {
    const { tx, actor, announce } = ctx
    const resolution = await resolutionById(tx, input.id)
    if (!resolution) throw notFound()
    if (!canAsk(actor, await territoryScopes(tx, resolution.territoryId))) throw notAllowed()
    if (!resolution.adoptedOn) throw new Refusal(409, "refusal.not_adopted_yet")
    if (input.dated < resolution.adoptedOn) throw new InvalidInput({ dated: { key: "asking.before_adopted" } })
    if (input.dated > input.site.today) throw new InvalidInput({ dated: { key: "request.invalid.future" } })
    // Asked here and not of the input, so that a repeat of the same form, which finds nobody left, has its first answer.
    if (!input.letters.length) throw new InvalidInput({ letters: { key: "asking.nobody" } })
    await lockAsking(tx, input.id)
    const items = new Map((await itemsForAsking(tx, input.id)).map((item) => [item.id, item]))
    for (const [at, letter] of input.letters.entries()) {
      for (const { id } of letter.items) if (!items.has(id)) throw new Refusal(409, "asking.refusal.item")
      if (letter.channel !== "paper" && !letter.email)
        throw new InvalidInput({ [`letters.${at}.email`]: { key: "asking.no_email" } })
    }
    const placed = {
      resolutionId: resolution.id,
      territoryId: resolution.territoryId,
      year: Number(resolution.adoptedOn.slice(0, 4)),
      visibility: resolution.visibility,
    }
    const made = await askAll(ctx, input, items, placed)
    if (!made.length) throw new Refusal(409, "asking.refusal.asked_already")
    const letterIds = await write(ctx, input, resolution, made)
    await rememberEmails(ctx, input.letters, made)
    await announce({
      name: "resolution.asked",
      subject: { kind: "resolution", id: resolution.id },
      payload: { requests: made.flatMap((m) => m.requests), recipients: made.map((m) => m.recipient.id) },
    })
    return { letters: made.length, requests: made.flatMap((m) => m.requests).length, letterIds }
  },
})

type Input = { id: number; dated: string; letters: LetterInput[]; site: z.output<typeof site> }
type Placed = {
  resolutionId: number
  territoryId: number | null
  year: number
  visibility: "internal" | "participants" | "open"
}
type Made = { recipient: Recipient; letter: LetterInput; items: ItemForAsking[]; requests: number[] }

/** Recipients and their requests; those who were asked about everything already are not among the answer. */
async function askAll({ tx, now }: CommandContext, input: Input, items: Map<number, ItemForAsking>, placed: Placed) {
  const { linkDays } = await loadRule(tx)
  const expiresAt = new Date(now.getTime() + linkDays * dayMs)
  const there = new Set((await requestsOfResolution(tx, input.id)).map((r) => `${r.itemId} ${foldName(r.addressee)}`))
  const known = await contactsOf(
    tx,
    input.letters.flatMap((letter) => letter.partyId ?? []),
  )
  const kept: { recipient: Recipient; partyId: number | null; letter: LetterInput; fresh: LetterInput["items"] }[] = []
  for (const letter of input.letters) {
    const fresh = letter.items.filter(({ id }) => !there.has(`${id} ${foldName(letter.addressee)}`))
    if (!fresh.length) continue
    for (const { id } of fresh) there.add(`${id} ${foldName(letter.addressee)}`)
    const partyId = letter.partyId !== null && known.has(letter.partyId) ? letter.partyId : null
    const { addressee, email } = letter
    const recipient = await keepRecipient(
      tx,
      input.site.secret,
      { resolutionId: input.id, partyId, addressee, email, expiresAt, renew: true },
      now,
    )
    kept.push({ recipient, partyId, letter, fresh })
  }
  const made: Made[] = []
  // After all recipients: from here on the figures are locked, which whoever answers needs, too.
  for (const { recipient, partyId, letter, fresh } of kept) {
    const requests = await insertRequests(
      tx,
      fresh.map(({ id, role }) => ({
        ...placed,
        itemId: id,
        role,
        themeId: items.get(id)!.themeId,
        recipientId: recipient.id,
        partyId,
        askedOn: input.dated,
        at: now,
      })),
    )
    if (requests.length) made.push({ recipient, letter, items: fresh.map(({ id }) => items.get(id)!), requests })
  }
  return made
}

/** Puts the e-mails that were ticked onto cards of the registry. */
async function rememberEmails(ctx: CommandContext, letters: LetterInput[], made: Made[]): Promise<void> {
  for (const { letter, recipient } of made) {
    if (!letter.remember || !letter.email || recipient.partyId === null) continue
    try {
      await editParty.run(ctx, { id: recipient.partyId, email: letter.email })
    } catch (err) {
      if (!(err instanceof Refusal) || err.status !== 403) throw err
      throw new InvalidInput({ [`letters.${letters.indexOf(letter)}.remember`]: { key: "asking.foreign_card" } })
    }
  }
}

/** Numbers the letters, puts those by e-mail into the outbox. @returns ids of the letters */
async function write(
  { tx, actor, now }: CommandContext,
  input: Input,
  resolution: { id: number; territoryId: number | null; title: string; heldOn: string | null },
  made: Made[],
): Promise<number[]> {
  const asker = await loadLetterhead(tx, resolution.territoryId)
  const year = Number(input.dated.slice(0, 4))
  const first = await takeNumbers(tx, `letter ${year}`, made.length)
  const byMail = made.filter(({ letter }) => letter.channel !== "paper")
  const mails = await queueMails(
    tx,
    byMail.map(({ recipient, items }) =>
      requestMail(input.site, asker, {
        recipient,
        resolution: { title: resolution.title, date: resolution.heldOn },
        items: items.map((item) => ({ number: numberOf(item), text: item.words })),
      }),
    ),
    now,
  )
  const mailOf = new Map(byMail.map(({ recipient }, i) => [recipient.id, mails[i]!]))
  return insertLetters(
    tx,
    made.map(({ recipient, letter, items }, i) => ({
      kind: "request",
      resolutionId: resolution.id,
      territoryId: resolution.territoryId,
      recipientId: recipient.id,
      partyId: recipient.partyId,
      addressee: recipient.addressee,
      year,
      number: first + i,
      numberText: numberText(asker.numberPattern, first + i, input.dated),
      dated: input.dated,
      channel: letter.channel,
      mailId: mailOf.get(recipient.id) ?? null,
      items: items.map(({ path, label, words, deadline, term }) => ({ path, label, text: words, deadline, term })),
    })),
    { now, userId: userIdOf(actor) },
  )
}
