import { z } from "zod"
import { territoryScopes } from "#modules/registry/public.ts"
import { staffSomewhere, userIdOf } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import { removeAttachmentsOf } from "#platform/files/attachment.store.ts"
import { notAllowed, notFound, Refusal } from "#platform/refusal.ts"
import { canChangeDraft } from "../resolution/resolution.policy.ts"
import { loadResolution } from "../resolution/resolution.store.ts"
import { carry } from "./carry.ts"
import { type Draft, lockDraft } from "./draft.store.ts"
import type { DraftContent } from "./draft.ts"
import { earlierItem } from "./earlier-item.ts"
import { applyEdit, CannotEdit, editSchema } from "./edit.ts"

const target = { id: z.coerce.number().int(), version: z.coerce.number().int() }
/** Older steps than this cannot be undone any more; the draft itself keeps everything. */
const keptSteps = 200

/** The draft, locked, if it is the actor's to change and still the one that the person was looking at. */
async function sameDraft({ tx, actor }: CommandContext, id: number, version: number): Promise<Draft> {
  const draft = await lockDraft(tx, id)
  const resolution = draft && (await loadResolution(tx, id))
  if (!resolution) throw notFound()
  const { territoryId } = resolution
  if (!canChangeDraft(actor, territoryId, await territoryScopes(tx, territoryId))) throw notAllowed()
  if (draft.version !== version) throw new Refusal(409, "refusal.draft_changed")
  return draft
}

async function moveTo({ tx, actor, now }: CommandContext, draft: Draft, step: number) {
  const version = draft.version + 1
  const userId = userIdOf(actor)
  await tx
    .updateTable("deliberation.draft")
    .set({ version, step, saved_at: now, saved_by: userId })
    .where("resolution_id", "=", draft.resolutionId)
    .execute()
  return { version }
}

/** Writes a new step after the present one; what had been undone is forgotten. */
export async function addStep(ctx: CommandContext, draft: Draft, edit: string, content: DraftContent) {
  const { tx } = ctx
  const step = draft.step + 1
  await tx
    .deleteFrom("deliberation.draft_step")
    .where("resolution_id", "=", draft.resolutionId)
    .where((w) => w.or([w("step", ">=", step), w("step", "<", step - keptSteps)]))
    .execute()
  await tx
    .insertInto("deliberation.draft_step")
    .values({ resolution_id: draft.resolutionId, step, edit, content: JSON.stringify(content) })
    .execute()
  if (content.title !== draft.content.title)
    await tx
      .updateTable("deliberation.resolution")
      .set({ title: content.title })
      .where("id", "=", draft.resolutionId)
      .execute()
  return moveTo(ctx, draft, step)
}

/**
 * One edit of a draft. In: the version that the person saw; out: the new version.
 * @throws Refusal 409 when somebody else has edited meanwhile, or the edit does not fit where the piece stands
 */
export const editDraft = command({
  name: "draft.edit",
  input: z.object({ ...target, edit: editSchema }),
  permit: staffSomewhere,
  async run(ctx, { id, version, edit }) {
    const draft = await sameDraft(ctx, id, version)
    try {
      const { content } = draft
      const next =
        edit.do === "carry" ? carry(content, await earlierItem(ctx.tx, edit.itemId)) : applyEdit(content, edit)
      return await addStep(ctx, draft, edit.do, next)
    } catch (err) {
      if (err instanceof CannotEdit) throw new Refusal(409, `refusal.edit.${err.code}`)
      throw err
    }
  },
})

/** Goes one step back, or forward again. */
export const stepDraft = command({
  name: "draft.step",
  input: z.object({ ...target, way: z.enum(["undo", "redo"]) }),
  permit: staffSomewhere,
  async run(ctx, { id, version, way }) {
    const draft = await sameDraft(ctx, id, version)
    const step = draft.step + (way === "undo" ? -1 : 1)
    const there = await ctx.tx
      .selectFrom("deliberation.draft_step")
      .select("step")
      .where("resolution_id", "=", id)
      .where("step", "=", step)
      .executeTakeFirst()
    if (!there) throw new Refusal(409, `refusal.nothing_to_${way}`)
    return moveTo(ctx, draft, step)
  },
})

/** Throws a draft away, with the text that was read. An adopted resolution cannot be thrown away. */
export const dropDraft = command({
  name: "draft.drop",
  input: z.object(target),
  permit: staffSomewhere,
  async run(ctx, { id, version }) {
    const { tx, now, announce } = ctx
    await sameDraft(ctx, id, version)
    await removeAttachmentsOf(tx, { kind: "resolution", id }, now)
    await tx.deleteFrom("deliberation.resolution").where("id", "=", id).execute()
    await announce({ name: "resolution.draft_dropped", subject: { kind: "resolution", id } })
    return { id }
  },
})
