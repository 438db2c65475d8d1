import { canSee, type ItemLine, itemLines } from "#modules/deliberation/public.ts"
import { territoryScopes } from "#modules/registry/public.ts"
import type { Scopes } from "#platform/actor.ts"
import { type Attachment, attachmentsOfAll } from "#platform/files/attachment.store.ts"
import type { Ctx } from "#platform/http/env.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { type Recipient, recipientById } from "../recipient/recipient.store.ts"
import { canRead } from "./request.policy.ts"
import { type Act, actsOf, type Request, requestById, waitingOf } from "./request.store.ts"
import type { Waiting } from "./request.ts"

/** A request with what its pages are drawn from. */
export type WholeRequest = {
  request: Request
  item: ItemLine
  recipient: Recipient
  acts: Act[]
  /** What waits for a word of the centre, oldest first. */
  waiting: (Waiting & Act)[]
  /** Files by the number of their act. */
  files: Map<number, Attachment[]>
  scopes: Scopes
  /** Whether the reader sees the whole thread with names, or the open part alone. */
  whole: boolean
}

/**
 * The request of the address for whoever may read any of it.
 * @throws Refusal 404 for everybody else
 */
export async function loadRequest(c: Ctx, id = Number(c.req.param("id"))): Promise<WholeRequest> {
  const { services, actor } = c.var
  const { db } = services
  const request = await requestById(db, id)
  const item = request && (await itemLines(db, [request.itemId])).get(request.itemId)
  if (!request || !item) throw notFound()
  const scopes = await territoryScopes(db, request.territoryId)
  const whole = canRead(actor, request, scopes)
  if (!whole && !canSee(actor, item.resolution)) throw notFound()
  const recipient = await recipientById(db, request.recipientId)
  const acts = await actsOf(db, [id])
  const stored = await attachmentsOfAll(
    db,
    "act",
    acts.map((act) => act.id),
  )
  const files = new Map([...stored].map(([act, own]) => [Number(act), own]))
  return { request, item, recipient: recipient!, acts, waiting: waitingOf(acts), files, scopes, whole }
}

/** The same for a page of a deed: whoever reads only the open part is told that they may not. */
export async function loadForDeed(c: Ctx, may: (whole: WholeRequest) => boolean): Promise<WholeRequest> {
  const loaded = await loadRequest(c)
  if (!may(loaded)) throw notAllowed()
  return loaded
}
