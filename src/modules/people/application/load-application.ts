import type { CommandContext } from "#platform/command.ts"
import { notAllowed, notFound, Refusal } from "#platform/refusal.ts"
import { canDecideAppeal, canReview, scopesOfApplication } from "./application.policy.ts"
import { type Application, applicationForUpdate, stepsOf } from "./application.store.ts"
import { type ApplicationState, type StepKind, stateAfter } from "./application.ts"

/**
 * An application held for a step of whoever looks at it.
 * @throws Refusal 404 when it is not there or not the actor's, 403 when an appeal is not this actor's to decide, 409
 *   when the step cannot be done now
 */
export async function lockApplication(
  { tx, actor }: CommandContext,
  id: number,
  step: StepKind,
): Promise<{ one: Application; state: ApplicationState }> {
  const one = await applicationForUpdate(tx, id)
  if (!one || one.state === "draft" || !canReview(actor, one.kind, await scopesOfApplication(tx, one))) throw notFound()
  const before = await stepsOf(tx, id)
  const state = stateAfter(one.state, step, before)
  if (!state) throw new Refusal(409, "people.application.not_now")
  if (one.state === "appealed" && !canDecideAppeal(actor, before)) throw notAllowed()
  return { one, state }
}
