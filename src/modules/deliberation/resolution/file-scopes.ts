import { territoryScopes } from "#modules/registry/public.ts"
import type { Scopes } from "#platform/actor.ts"
import type { Services } from "#platform/services.ts"
import { loadResolution } from "./resolution.store.ts"
import "#platform/files/attachment.policy.ts"

/** The document that a resolution came in is read where its lines are: over its territory. */
export async function fileScopes(
  { db }: Services,
  { kind, id }: { kind: string; id: string },
): Promise<Scopes | undefined> {
  const found = kind === "resolution" && /^\d{1,15}$/.test(id) ? await loadResolution(db, Number(id)) : undefined
  return found && territoryScopes(db, found.territoryId)
}
