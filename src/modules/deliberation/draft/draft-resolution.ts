import { z } from "zod"
import { foldName } from "#modules/registry/public.ts"
import { ownTerritory, staffSomewhere, userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import type { SourceDocument } from "#platform/documents/source.ts"
import { claimAttachments } from "#platform/files/attachment.store.ts"
import { understand } from "../reading/understand.ts"
import { headColumns } from "./draft.store.ts"
import type { DraftContent } from "./draft.ts"
import { knownNames } from "./known-addressee.store.ts"
import { propose } from "./propose.ts"

/**
 * Makes a draft out of a document that has been read. The source lines are kept with it, to be shown beside the proposal.
 * `content` replaces the proposal when the structure came ready (import of .xlsx and .json).
 */
export const draftResolution = command({
  name: "resolution.draft",
  input: z.object({
    document: z.custom<SourceDocument>(),
    sourceName: z.string().max(300).default(""),
    attachment: z.uuid().nullable().default(null),
    content: z.custom<DraftContent>().optional(),
    territoryId: z.number().int().nullable().default(null),
    demo: z.boolean().default(false),
  }),
  permit: staffSomewhere,
  async run({ tx, actor, now, announce }, input) {
    const { lines, format } = input.document
    const content = input.content ?? (await read(tx, input.document))
    const userId = userIdOf(actor)
    const { id } = await tx
      .insertInto("deliberation.resolution")
      .values({
        ...headColumns(content),
        territory_id: input.territoryId ?? ownTerritory(actor),
        source_attachment: input.attachment,
        source_name: input.sourceName,
        demo: input.demo,
        created_by: userId,
        created_at: now,
      })
      .returning("id")
      .executeTakeFirstOrThrow()
    if (input.attachment) await claimAttachments(tx, [input.attachment], { kind: "resolution", id })
    await tx
      .insertInto("deliberation.source")
      .values({ resolution_id: id, lines: JSON.stringify(lines) })
      .execute()
    await tx
      .insertInto("deliberation.draft")
      .values({ resolution_id: id, version: 1, step: 0, saved_at: now, saved_by: userId })
      .execute()
    await tx
      .insertInto("deliberation.draft_step")
      .values({ resolution_id: id, step: 0, edit: "read", content: JSON.stringify(content) })
      .execute()
    await announce({ name: "resolution.drafted", subject: { kind: "resolution", id }, payload: { format } })
    return { id, items: content.pieces.filter((p) => p.type === "item").length }
  },
})

async function read(tx: Parameters<typeof knownNames>[0], { lines }: SourceDocument): Promise<DraftContent> {
  const understood = understand(lines)
  const raws = understood.items.flatMap((i) => i.addressees.map((a) => a.raw)).filter(Boolean)
  const known = await knownNames(tx, raws)
  return propose(lines, understood, (raw) => known.get(foldName(raw)))
}
