import { z } from "zod"
import { type Resolution, resolutionById } from "#modules/deliberation/public.ts"
import { foldName, partiesByFoldedName, territoryScopes } from "#modules/registry/public.ts"
import { staffSomewhere, userIdOf } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import { takeNumbers } from "#platform/counter.ts"
import { queueMails } from "#platform/delivery/queue-mail.ts"
import { storeFile } from "#platform/files/store-file.ts"
import { safeFileName } from "#platform/office/zip.ts"
import { InvalidInput, notAllowed, notFound, Refusal } from "#platform/refusal.ts"
import { insertLetters } from "../letter/letter.store.ts"
import { type Letterhead, loadLetterhead } from "../letter/letterhead.store.ts"
import { numberText } from "../letter/number-letter.ts"
import { canAsk } from "../request/request.policy.ts"
import { loadRule } from "../rule/rule.store.ts"
import { isEmail } from "../sending/email.ts"
import { type Site, site } from "../site.ts"
import { executionDocx } from "./execution-docx.ts"
import { loadReport } from "./load-execution.ts"
import { reportAddress } from "./report-address.ts"
import { reportMail, reportSubject } from "./report-mail.ts"
import { insertRecipients, insertSending, setLetters } from "./sending.store.ts"

const dayMs = 86_400_000

export const reportAddressee = z.object({
  name: z
    .string()
    .trim()
    .max(500, { error: "invalid.too_long" })
    .refine((name) => foldName(name) !== "", "invalid.required"),
  /** "" sends the report on paper. */
  email: z
    .string()
    .trim()
    .refine((text) => text === "" || isEmail(text), "invalid.email")
    .default(""),
})

const input = z.object({
  id: z.coerce.number().int(),
  /** As of which day. */
  on: z.iso.date({ error: "invalid.date" }),
  /** The recipient of requests whom alone the report tells of. */
  recipientId: z.number().int().nullable().default(null),
  /** What stands in the letter before the report. */
  text: z.string().trim().min(1, { error: "invalid.required" }).max(10_000, { error: "invalid.too_long" }),
  to: z
    .array(reportAddressee)
    .min(1, { error: "execution.invalid.nobody" })
    .max(200, { error: "execution.invalid.many" }),
  /** Where files are kept. */
  filesDir: z.string(),
  site,
})
type Input = z.output<typeof input>

/**
 * Sends the report on the execution of a resolution as of a day: to each recipient a letter with a number of the
 * register, by e-mail with the .docx and a link that shows this very report, or on paper.
 *
 * @returns the number of the sending and how many letters there are, by e-mail and on paper
 */
export const sendExecution = command({
  name: "execution.send",
  input,
  permit: staffSomewhere,
  async run(ctx, input) {
    const { tx, actor, now, announce } = ctx
    const resolution = await resolutionById(tx, input.id)
    if (!resolution) throw notFound()
    if (!canAsk(actor, await territoryScopes(tx, resolution.territoryId))) throw notAllowed()
    if (!resolution.adoptedOn) throw new Refusal(409, "refusal.not_adopted_yet")
    if (input.on > input.site.today) throw new InvalidInput({ on: { key: "execution.invalid.day" } })
    const { id, territoryId } = resolution
    const head = await loadLetterhead(tx, territoryId)
    const { linkDays } = await loadRule(tx)
    const parties = await partiesByFoldedName(
      tx,
      input.to.map(({ name }) => foldName(name)),
    )
    const sending = await insertSending(tx, {
      ...{ resolutionId: id, territoryId, on: input.on, known: now, recipientId: input.recipientId, text: input.text },
      ...{ dated: input.site.today, userId: userIdOf(actor) },
    })
    const file = await storeReport(ctx, input, resolution, head, sending)
    const recipients = input.to.map((one) => ({
      ...one,
      partyId: parties.get(foldName(one.name)) ?? null,
      expiresAt: new Date(now.getTime() + linkDays * dayMs),
    }))
    const ids = await insertRecipients(tx, sending, recipients)
    await write(ctx, input, resolution, head, { ids, recipients, file })
    const mailed = recipients.filter(({ email }) => email !== "").length
    await announce({
      name: "execution.sent",
      subject: { kind: "resolution", id },
      payload: { sending, on: input.on, count: ids.length },
    })
    return { sending, mailed, paper: ids.length - mailed }
  },
})

/** The report as .docx, kept with the sending. @returns the number of the file */
async function storeReport(
  ctx: CommandContext,
  { on, recipientId, filesDir, site }: Input,
  { id, title, visibility }: Resolution,
  head: Letterhead,
  sending: number,
): Promise<string> {
  const day = { on, known: ctx.now }
  const report = await loadReport(ctx.tx, id, day, recipientId)
  const addressee = report.recipients.find((one) => one.id === recipientId)?.addressee ?? null
  if (recipientId !== null && !addressee) throw new InvalidInput({ addressee: { key: "execution.nothing" } })
  const url = visibility === "open" ? site.baseUrl + reportAddress(id, { ...day, recipientId }) : null
  const words = { t: site.say, locale: site.locale }
  const name = safeFileName(`${site.say("execution.file", { date: on, title: title.slice(0, 80) })}.docx`)
  const subject = { kind: "report_sending", id: sending }
  const bytes = await executionDocx({ report, title, addressee, head, url }, words)
  return storeFile(ctx, filesDir, { bytes, name, use: "document", audience: "staff", subject })
}

type Recipients = {
  ids: number[]
  recipients: { name: string; email: string; partyId: number | null; expiresAt: Date }[]
  file: string
}

/** Queues the mails and enters all letters into the register. */
async function write(
  { tx, actor, now }: CommandContext,
  { on, text, site }: Input,
  { id, territoryId, title }: Resolution,
  head: Letterhead,
  { ids, recipients, file }: Recipients,
): Promise<void> {
  const byMail = recipients.flatMap((one, i) => (one.email ? [{ ...one, id: ids[i]! }] : []))
  const asker = { organisation: head.organisation, executor: head.executor, phone: head.phone }
  const mails = await queueMails(
    tx,
    byMail.map((one) => ({ ...reportMail(site, asker, { title, on, text, recipient: one }), files: [file] })),
    now,
  )
  const mailOf = new Map(byMail.map((one, i) => [one.id, mails[i]!]))
  const year = Number(site.today.slice(0, 4))
  const first = await takeNumbers(tx, `letter ${year}`, recipients.length)
  const letters = await insertLetters(
    tx,
    recipients.map((one, i) => ({
      ...{ kind: "report", resolutionId: id, territoryId, partyId: one.partyId, addressee: one.name, year },
      ...{ number: first + i, numberText: numberText(head.numberPattern, first + i, site.today), dated: site.today },
      ...{ channel: one.email ? "email" : "paper", mailId: mailOf.get(ids[i]!) ?? null, items: [] },
      ...{ subject: reportSubject(site as Site, { title, on }), body: text },
    })),
    { now, userId: userIdOf(actor) },
  )
  await setLetters(tx, ids, letters)
}
