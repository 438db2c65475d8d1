import { z } from "zod"
import { lines } from "#modules/registry/public.ts"
import { command } from "#platform/command.ts"
import type { Db } from "#platform/db.ts"
import { InvalidInput, notFound, Refusal } from "#platform/refusal.ts"
import { claimedHolder, opensLink } from "#platform/session/bearer-link.ts"
import { site } from "#platform/site.ts"
import {
  type Application,
  applicationById,
  applicationForUpdate,
  sameApplication,
  stepsOf,
  writeStep,
} from "./application.store.ts"
import { ownSteps, stateAfter } from "./application.ts"
import { tellApplicant } from "./tell-applicant.ts"

/** The application of a link; undefined for a token that was never given out. */
export async function applicationOfToken(db: Db, secret: string, token: string): Promise<Application | undefined> {
  const id = claimedHolder(token)
  return id !== null && opensLink(secret, "join", token, { id, generation: 1 }) ? applicationById(db, id) : undefined
}

/** What the applicant does by the link: submits, answers a question, appeals once, withdraws. */
export const followApplication = command({
  name: "application.follow",
  input: z.object({
    token: z.string().max(100),
    step: z.enum(ownSteps, { error: "invalid.choice" }),
    text: lines(4000).default(""),
    site,
  }),
  permit: () => true,
  async run({ tx, now, announce }, { token, step, text, site: letter }) {
    const found = await applicationOfToken(tx, letter.secret, token)
    const one = found && (await applicationForUpdate(tx, found.id))
    if (!one) throw notFound()
    const before = await stepsOf(tx, one.id)
    const state = stateAfter(one.state, step, before)
    if (!state) throw new Refusal(409, "people.application.not_now")
    if ((step === "reply" || step === "appeal") && !text) throw new InvalidInput({ text: { key: "invalid.required" } })
    if (step === "submit" && (await sameApplication(tx, one))) throw new Refusal(409, "people.application.twice")
    await writeStep(tx, one.id, { kind: step, text, at: now, userId: null }, state)
    if (step === "submit" || step === "appeal") await tellApplicant(tx, one, step, "", { site: letter, now })
    await announce({
      name: step === "submit" ? "application.submitted" : "application.moved",
      subject: { kind: "application", id: one.id },
      payload: step === "submit" ? { kind: one.kind } : { step },
    })
    return { id: one.id }
  },
})
