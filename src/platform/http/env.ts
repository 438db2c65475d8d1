import type { Context } from "hono"
import type { Actor } from "#platform/actor.ts"
import type { Services } from "#platform/services.ts"
import type { View } from "#platform/view.ts"

/** What the middleware puts into every request. */
export type Env = {
  Bindings: { incoming: { socket: { remoteAddress?: string } } }
  Variables: {
    services: Services
    actor: Actor
    view: View
    /** The session that the actor came with; null for visitors and tokens. */
    sessionId: string | null
    reference: string
    /** The address as the log may hold it: without a key (`keepKeys`). */
    loggedPath?: string
  }
}
export type Ctx = Context<Env>
