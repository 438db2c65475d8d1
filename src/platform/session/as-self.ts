import type { Actor } from "#platform/actor.ts"
import type { CommandContext } from "#platform/command.ts"
import type { Tx } from "#platform/db.ts"
import { announce } from "#platform/events.ts"
import type { Services } from "#platform/services.ts"

/** Somebody who is just becoming known acts as themself, with no rights yet. */
export const selfActor = (userId: string, name = ""): Actor => ({ kind: "user", userId, name, grants: [] })

/**
 * What a command is given, for authentication, which is no command: nobody is known before it. It still works in one
 * transaction and announces.
 */
export function asSelf(services: Pick<Services, "clock" | "listeners">, tx: Tx, userId: string): CommandContext {
  const [actor, now] = [selfActor(userId), services.clock.now()]
  return { tx, actor, now, announce: (event) => announce(tx, services.listeners, { actor, at: now }, event) }
}
