import { z } from "zod"
import { territoryScopes } from "#modules/registry/public.ts"
import { command } from "#platform/command.ts"
import { InvalidInput, notAllowed, notFound } from "#platform/refusal.ts"
import { rememberAnswerer } from "../recipient/recipient.store.ts"
import { site } from "../site.ts"
import { handOver } from "./hand-over.ts"
import { canAnswer, mayAnswer } from "./request.policy.ts"
import { lockRequest } from "./request.store.ts"
import { answerKinds } from "./request.ts"
import { takeAct } from "./take-act.ts"

const line = z.string().trim().max(500, { error: "invalid.too_long" }).default("")
const words = z.string().trim().max(10_000, { error: "invalid.too_long" }).default("")
const day = z.iso.date({ error: "invalid.date" }).nullable().default(null)

/** What an addressee says, by its link or through the coordinator who was told. Days are YYYY-MM-DD. */
export const answerInput = z.object({
  id: z.coerce.number().int(),
  kind: z.enum(answerKinds),
  text: words,
  termOn: day,
  term: line,
  wording: words,
  /** Received: considered until this day. */
  until: day,
  /** Their incoming number. */
  theirNumber: line,
  /** Who is to act: name and post. */
  responsible: line,
  /** Of a report: percent done, 100 when all is. */
  share: z.coerce.number().int().nullable().default(null),
  links: z
    .array(z.url({ protocol: /^https?$/, error: "invalid.url" }))
    .max(20)
    .default([]),
  files: z.array(z.uuid()).max(20).default([]),
  /** Handed over: to whom, and the e-mail when it is known. */
  handTo: line,
  handEmail: z.union([z.literal(""), z.email({ error: "invalid.email" })]).default(""),
  /** Who says it. */
  name: line,
  post: line,
  /** How it came, when somebody else enters it; `evidence` says who told what, or names the paper. */
  channel: z.enum(["link", "site", "paper", "phone", "meeting", "email"]).default("site"),
  onDay: day,
  evidence: words,
})

/**
 * Says something for an addressee: received, accepted, accepted in part, declined, handed over, another term or wording
 * proposed, a question, more time asked, a report. Whoever answers by a link gives name and post; what the coordinator
 * enters for them gives the day, the channel and who said it or the paper that shows it.
 *
 * @returns the act's number and, when it was handed over, the new request's
 */
export const answerRequest = command({
  name: "request.answer",
  input: answerInput.extend({ site }),
  permit: mayAnswer,
  async run(ctx, input) {
    const { tx, actor, announce } = ctx
    const request = await lockRequest(tx, input.id)
    if (!request) throw notFound()
    if (!canAnswer(actor, request, await territoryScopes(tx, request.territoryId))) throw notAllowed()
    const byLink = actor.kind === "link"
    const missing = byLink ? (["name", "post"] as const).filter((field) => !input[field]) : []
    if (missing.length) throw new InvalidInput(Object.fromEntries(missing.map((f) => [f, { key: "invalid.required" }])))
    const reported = ["paper", "phone", "meeting", "email"].includes(input.channel)
    if (!byLink && reported && !input.evidence && !input.files.length)
      throw new InvalidInput({ evidence: { key: "request.invalid.evidence" } })
    if (input.onDay && input.onDay > input.site.today)
      throw new InvalidInput({ onDay: { key: "request.invalid.future" } })
    if (input.onDay && input.onDay < request.askedOn)
      throw new InvalidInput({ onDay: { key: "request.invalid.before_asked" } })
    // Recipients before figures, as whoever asks them again does: the one never waits for the other.
    if (byLink) await rememberAnswerer(tx, request.recipientId, { name: input.name, post: input.post })
    const { kind, text, termOn, term, wording, until, share } = input
    const said = { kind, text, termOn, term, wording, until, share, onDay: input.onDay ?? input.site.today }
    const handedTo = kind === "hand_over" ? await handOver(ctx, request, input) : null
    const { id, standing } = await takeAct(ctx, request, said, {
      side: "addressee",
      name: input.name,
      post: input.post,
      channel: byLink ? "link" : input.channel,
      evidence: input.evidence,
      theirNumber: input.theirNumber,
      responsible: input.responsible,
      links: input.links,
      files: input.files,
      settles: null,
      handedTo,
    })
    await announce({
      name: "request.answered",
      subject: { kind: "request", id: request.id },
      payload: { act: id, item: request.itemId, kind },
    })
    return { id, stage: standing.stage, handedTo }
  },
})
