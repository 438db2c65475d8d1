import { z } from "@hono/zod-openapi"
import { attachmentsOf } from "#platform/files/attachment.store.ts"
import type { Ctx } from "#platform/http/env.ts"
import { waysOf } from "./letter-words.ts"
import { type RegisteredLetter, repliesTo } from "./register.store.ts"

const kinds = ["request", "third_body", "reminder", "escalation", "report", "reply"] as const

export const letterSchema = z
  .object({
    id: z.int(),
    direction: z.enum(["out", "in"]),
    kind: z.enum(kinds),
    number: z.string().openapi({ description: "As it is printed" }),
    dated: z.iso.date(),
    addressee: z.string().openapi({ description: "To whom, or of an incoming letter from whom" }),
    writer: z.string().openapi({ description: "Who wrote to a third body, where that was not the centre" }),
    partyId: z.int().nullable(),
    resolutionId: z.int().nullable(),
    requestId: z.int().nullable(),
    itemId: z.int().nullable(),
    channel: z.enum(["email", "paper", "both"]),
    state: z.enum(["queued", "sending", "sent", "kept", "failed", "paper", "gone"]),
    error: z.string().nullable(),
    subject: z.string(),
    theirNumber: z.string(),
    theirDate: z.iso.date().nullable(),
    awaitedUntil: z.iso.date().nullable(),
    replyTo: z.int().nullable(),
    repliedBy: z.int().nullable(),
    file: z.url().nullable().openapi({ description: "An outgoing letter as .docx, with the same token" }),
  })
  .openapi("Letter")

export const wholeLetter = letterSchema
  .extend({
    body: z.string(),
    items: z.array(
      z.object({
        path: z.string(),
        label: z.string(),
        text: z.string(),
        deadline: z.string().nullable(),
        term: z.string(),
      }),
    ),
    files: z.array(z.object({ name: z.string(), url: z.url() })),
    replies: z.array(z.int()),
  })
  .openapi("WholeLetter")

type Json = z.output<typeof letterSchema>

/** Letters as the API tells them, with how each stands on its way. */
export async function lettersJson(c: Ctx, letters: RegisteredLetter[]): Promise<Json[]> {
  const { db, baseUrl } = c.var.services
  const ways = await waysOf(db, letters)
  return letters.map((letter): Json => {
    const { state, error } = ways.get(letter.id)!
    return {
      id: letter.id,
      direction: letter.direction,
      kind: letter.kind,
      number: letter.numberText,
      dated: letter.dated,
      addressee: letter.addressee,
      writer: letter.writer,
      partyId: letter.partyId,
      resolutionId: letter.resolutionId,
      requestId: letter.requestId,
      itemId: letter.itemId,
      channel: letter.channel,
      state,
      error,
      subject: letter.subject,
      theirNumber: letter.theirNumber,
      theirDate: letter.theirDate,
      awaitedUntil: letter.awaitedUntil,
      replyTo: letter.replyTo,
      repliedBy: letter.repliedBy,
      file: letter.direction === "out" ? `${baseUrl}/letters/${letter.id}.docx` : null,
    }
  })
}

/** One letter with its words, its files and what answered it. */
export async function letterJson(c: Ctx, letter: RegisteredLetter): Promise<z.output<typeof wholeLetter>> {
  const { db, baseUrl } = c.var.services
  const [head] = await lettersJson(c, [letter])
  const files = await attachmentsOf(db, { kind: "letter", id: letter.id })
  return {
    ...head!,
    body: letter.body,
    items: letter.items,
    files: files.map(({ id, name }) => ({ name, url: `${baseUrl}/files/${id}` })),
    replies: (await repliesTo(db, letter.id)).map(({ id }) => id),
  }
}
