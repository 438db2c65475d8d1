import { territoryScopes } from "#modules/registry/public.ts"
import type { Scopes } from "#platform/actor.ts"
import type { Services } from "#platform/services.ts"
import { territoryOfFile } from "./file-territory.store.ts"
import "#platform/files/attachment.policy.ts"

/** Answers and letters are read where they belong; undefined for what is not of this module. */
export async function fileScopes(
  { db }: Services,
  { kind, id }: { kind: string; id: string },
): Promise<Scopes | undefined> {
  const territory = await territoryOfFile(db, kind, id)
  return territory === undefined ? undefined : territoryScopes(db, territory)
}
