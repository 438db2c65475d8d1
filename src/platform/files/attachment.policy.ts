import { type Actor, signedIn, staffSomewhere } from "#platform/actor.ts"
import type { Audience } from "./tables.ts"

export const canRead = (actor: Actor, { audience }: { audience: Audience }): boolean =>
  audience === "public" || (audience === "members" && signedIn(actor)) || staffSomewhere(actor)
