import { z } from "@hono/zod-openapi"
import type { Ctx } from "#platform/http/env.ts"
import { tones } from "../export/exported-resolution.ts"
import { roles } from "../item/item.json.ts"
import { obstacles } from "../resolution/obstacles.ts"
import { forces, kinds } from "../resolution/resolution.ts"
import { type Draft, sourceLines } from "./draft.store.ts"

const lineNumber = z.int().nullable().openapi({ description: "The line of the source" })

const piece = z.object({
  id: z.string().openapi({ description: "What edits name it by" }),
  type: z.enum(["item", "block"]),
  depth: z.int(),
  label: z.string(),
  path: z.string(),
  text: z.string(),
  addressees: z.array(
    z.object({ raw: z.string(), name: z.string(), role: z.enum(roles), partyId: z.int().nullable() }),
  ),
  force: z.enum(forces),
  deadline: z.string().nullable(),
  term: z.string(),
  fromLine: lineNumber,
  toLine: lineNumber,
  doubts: z.array(z.string()).openapi({ description: "Codes of what a person should look at" }),
  expectedResult: z.string().nullable().openapi({
    description: "Of what is endorsed: what must appear; null while unanswered, empty when nothing should",
  }),
  theme: z.string().optional().openapi({ description: "By its name in the catalogue of themes" }),
  carriedFrom: z.int().optional().openapi({ description: "The item of an earlier resolution that it goes on with" }),
})

const content = z.object({
  title: z.string(),
  kind: z.enum(kinds),
  heldOn: z.string().nullable(),
  heldUntil: z.string().nullable(),
  place: z.string(),
  organiser: z.string(),
  participantsCount: z.int().nullable(),
  participants: z.array(z.object({ name: z.string(), post: z.string(), organisation: z.string() })),
  passages: z.array(
    z.object({
      kind: z.enum(["preamble", "finding", "closing", "signature", "unrecognised"]),
      tone: z.enum([...tones, ""]),
      text: z.string(),
      line: lineNumber,
    }),
  ),
  pieces: z.array(piece),
})

/** A draft as the check page has it: for the staff, for it holds names of people. */
export const wholeDraft = z
  .object({
    resolutionId: z.int(),
    version: z.int().openapi({ description: "Every change names the version that it was made upon" }),
    canUndo: z.boolean(),
    canRedo: z.boolean(),
    savedAt: z.iso.datetime(),
    content,
    obstacles: z
      .array(z.object({ field: z.string(), code: z.string(), detail: z.string() }))
      .openapi({ description: "What stops adoption" }),
    source: z.array(z.object({ n: z.int(), text: z.string(), kind: z.string(), marker: z.string().nullable() })),
  })
  .openapi("Draft")

export async function draftJson(c: Ctx, draft: Draft): Promise<z.output<typeof wholeDraft>> {
  const { services, view } = c.var
  const source = await sourceLines(services.db, draft.resolutionId)
  return {
    resolutionId: draft.resolutionId,
    version: draft.version,
    canUndo: draft.step > 0,
    canRedo: draft.step < draft.lastStep,
    savedAt: draft.savedAt.toISOString(),
    content: draft.content,
    obstacles: obstacles(draft.content).map(({ field, code, label = "" }) => ({
      field,
      code,
      detail: view.t(`adopt.stop.${code}`, { label }),
    })),
    source: source.map(({ n, text, kind, marker }) => ({ n, text, kind, marker: marker ?? null })),
  }
}
