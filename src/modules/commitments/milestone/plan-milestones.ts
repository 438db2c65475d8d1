import { z } from "zod"
import { territoryScopes } from "#modules/registry/public.ts"
import { userIdOf } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import { notAllowed, notFound, Refusal } from "#platform/refusal.ts"
import { canAnswer, mayAnswer } from "../request/request.policy.ts"
import { lockRequest } from "../request/request.store.ts"
import { site } from "../site.ts"
import { finishMilestone, replaceMilestones } from "./milestone.store.ts"

/** The request, locked, when it is in work and the actor may speak for its addressee. */
async function inWork({ tx, actor }: CommandContext, id: number) {
  const request = await lockRequest(tx, id)
  if (!request) throw notFound()
  if (!canAnswer(actor, request, await territoryScopes(tx, request.territoryId))) throw notAllowed()
  if (request.stage !== "accepted") throw new Refusal(409, "request.refusal.not_now")
  return request
}

/** Sets the milestones of a commitment: what is done stays, what is not gives way to the list. Days are YYYY-MM-DD. */
export const planMilestones = command({
  name: "request.plan",
  input: z.object({
    id: z.coerce.number().int(),
    milestones: z
      .array(
        z.object({
          text: z.string().trim().min(1, { error: "invalid.required" }).max(500, { error: "invalid.too_long" }),
          dueOn: z.iso.date({ error: "invalid.date" }).nullable().default(null),
        }),
      )
      .max(50),
  }),
  permit: mayAnswer,
  async run(ctx, { id, milestones }) {
    const request = await inWork(ctx, id)
    await replaceMilestones(ctx.tx, id, milestones)
    await ctx.announce({
      name: "request.planned",
      subject: { kind: "request", id },
      payload: { item: request.itemId, count: milestones.length },
    })
    return { id }
  },
})

/** Says that a milestone is reached. */
export const finishStep = command({
  name: "request.finish_step",
  input: z.object({ id: z.coerce.number().int(), step: z.coerce.number().int(), site }),
  permit: mayAnswer,
  async run(ctx, { id, step, site: { today } }) {
    const request = await inWork(ctx, id)
    const done = await finishMilestone(ctx.tx, { requestId: id, id: step }, { on: today, by: userIdOf(ctx.actor) })
    if (!done) throw new Refusal(409, "request.refusal.not_now")
    await ctx.announce({
      name: "request.step_finished",
      subject: { kind: "request", id },
      payload: { item: request.itemId, step },
    })
    return { id }
  },
})
