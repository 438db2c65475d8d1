import type { Actor } from "#platform/actor.ts"
import { notAllowed } from "#platform/refusal.ts"

/** The user who acts. @throws Refusal 403 for visitors and for jobs */
export function me({ actor }: { actor: Actor }): Extract<Actor, { kind: "user" }> {
  if (actor.kind !== "user") throw notAllowed()
  return actor
}
