import { resolutionById } from "#modules/deliberation/public.ts"
import { territoryScopes } from "#modules/registry/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { canAsk } from "../request/request.policy.ts"
import { recipientById } from "./recipient.store.ts"

/** A recipient with its resolution, for those who may ask it. */
export async function loadLink({ var: { services, actor } }: Ctx, id: number) {
  const recipient = await recipientById(services.db, id)
  const resolution = recipient && (await resolutionById(services.db, recipient.resolutionId))
  const scopes = await territoryScopes(services.db, resolution?.territoryId ?? null)
  if (!canAsk(actor, scopes)) throw notAllowed()
  if (!recipient || !resolution) throw notFound()
  return { recipient, resolution }
}
