import { allTerritories } from "#modules/registry/public.ts"
import type { CommandContext } from "#platform/command.ts"
import { notFound, Refusal } from "#platform/refusal.ts"
import { headsOf } from "../staff/staff.store.ts"
import { rightsOver } from "./centre.policy.ts"
import { lockCentres } from "./centre.store.ts"

/** A centre for a command that changes it, with what the actor may do. @throws Refusal 404 */
export async function centreForUpdate({ tx, actor }: CommandContext, id: number) {
  const all = await lockCentres(tx)
  const centre = all.find((one) => one.id === id)
  if (!centre) throw notFound()
  const rights = rightsOver(actor, all, await allTerritories(tx), centre, await headsOf(tx, id))
  return { all, centre, rights }
}

export const isClosed = () => new Refusal(409, "centre.refusal.closed")
