import { canSee, type ItemLine, itemLines, numberOf, resolutionById } from "#modules/deliberation/public.ts"
import type { Actor } from "#platform/actor.ts"
import type { Db } from "#platform/db.ts"
import { notFound } from "#platform/refusal.ts"
import type { Followed } from "./follow-link.ts"

type Resolution = Pick<ItemLine["resolution"], "title" | "visibility"> & { adoptedOn: string | null }
/** What is followed, as far as pages and letters name it. */
export type Thing = Followed & { resolution: Resolution; number: string; text: string; path: string }

/**
 * What somebody wants to follow, for whoever may read it.
 * @throws Refusal 404 for everybody else
 */
export async function followedBy(db: Db, actor: Actor, what: Followed): Promise<Thing> {
  const { kind, id } = what
  const line = kind === "item" ? (await itemLines(db, [id])).get(id) : undefined
  const resolution = line?.resolution ?? (kind === "resolution" ? await resolutionById(db, id) : undefined)
  if (!resolution?.adoptedOn || !canSee(actor, resolution)) throw notFound()
  const number = line ? numberOf(line).replace(/\.$/, "") : ""
  return { kind, id, resolution, number, text: line?.text ?? "", path: `/${kind}s/${id}` }
}
