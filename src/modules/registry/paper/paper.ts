import { type Actor, staffSomewhere } from "#platform/actor.ts"
import { represents } from "../party/party.policy.ts"
import type { Nature } from "../party/party.ts"

export const documentKinds = ["charter", "report", "position", "other"] as const
export type DocumentKind = (typeof documentKinds)[number]

/** Everybody, the staff, or nobody yet: its representative sent it, and a coordinator has not looked at it. */
export const documentAudiences = ["public", "staff", "offered"] as const
export type DocumentAudience = (typeof documentAudiences)[number]

/** Whether the actor may open such a document of this party. */
export const opensDocument = (
  actor: Actor,
  party: { nature: Nature; id: number },
  { audience }: { audience: DocumentAudience },
): boolean => audience === "public" || staffSomewhere(actor) || (audience === "offered" && represents(actor, party))
