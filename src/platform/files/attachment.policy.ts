import { type Actor, type Scopes, signedIn, staff } from "#platform/actor.ts"
import type { Services } from "#platform/services.ts"
import { ask } from "#platform/slots.ts"
import type { Attachment } from "./attachment.store.ts"
import type { Audience } from "./tables.ts"

declare module "#platform/slots.ts" {
  interface Questions {
    /** The scopes of what a file belongs to: whoever runs the centre there reads it. Each module knows its own kinds. */
    "file.scopes": { given: { kind: string; id: string }; answer: Scopes | undefined }
  }
}

/** @param scopes those of what the file belongs to */
export const canRead = (actor: Actor, { audience }: { audience: Audience }, scopes: Scopes): boolean =>
  audience === "public" || (audience === "members" && signedIn(actor)) || staff(actor, scopes)

/**
 * The same for a file whose thing is not at hand. What belongs to nothing yet is for whoever sent it; what no module
 * knows, for the staff of the whole installation.
 */
export async function mayRead(services: Services, actor: Actor, file: Attachment): Promise<boolean> {
  const { subjectKind: kind, subjectId: id, uploadedBy } = file
  if (canRead(actor, file, [])) return true
  if (kind === null || id === null) return actor.kind === "user" && actor.userId === uploadedBy
  if (!signedIn(actor)) return false
  return canRead(actor, file, (await ask(services, "file.scopes", { kind, id })) ?? [])
}
