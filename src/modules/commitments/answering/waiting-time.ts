import type { Ctx } from "#platform/http/env.ts"
import type { Saying } from "#platform/refusal.ts"

/** Says when the next try may be made, and tells programs by Retry-After. */
export function waitingTime(c: Ctx, until: Date): Saying {
  const seconds = Math.max(1, Math.ceil((until.getTime() - c.var.services.clock.now().getTime()) / 1000))
  c.header("Retry-After", String(seconds))
  return { key: "answering.wait", params: { minutes: Math.ceil(seconds / 60) } }
}
