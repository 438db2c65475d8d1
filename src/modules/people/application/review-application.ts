import { z } from "zod"
import { lines } from "#modules/registry/public.ts"
import { userIdOf } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import { type Site, site } from "#platform/site.ts"
import { reviewsSomewhere } from "./application.policy.ts"
import { writeStep } from "./application.store.ts"
import { lockApplication } from "./load-application.ts"
import { tellApplicant } from "./tell-applicant.ts"

const words = lines(4000).refine((text) => text !== "", "invalid.required")
const input = z.object({ id: z.coerce.number().int(), text: words, site })

async function step(ctx: CommandContext, kind: "ask" | "decline", given: { id: number; text: string; site: Site }) {
  const { tx, now, actor } = ctx
  const { one, state } = await lockApplication(ctx, given.id, kind)
  await writeStep(tx, one.id, { kind, text: given.text, at: now, userId: userIdOf(actor) }, state)
  await tellApplicant(tx, one, kind, given.text, { site: given.site, now })
  await ctx.announce({
    name: "application.moved",
    subject: { kind: "application", id: one.id },
    payload: { step: kind },
  })
  return { id: one.id }
}

/** Asks the applicant; the answer comes by the link. */
export const askApplicant = command({
  name: "application.ask",
  input,
  permit: reviewsSomewhere,
  run: (ctx, given) => step(ctx, "ask", given),
})

/** Declines with a reason; the applicant may appeal once. */
export const declineApplication = command({
  name: "application.decline",
  input,
  permit: reviewsSomewhere,
  run: (ctx, given) => step(ctx, "decline", given),
})
