import { randomUUID } from "node:crypto"
import type { Actor, Role, Scope } from "#platform/actor.ts"
import type { Services } from "#platform/services.ts"
import { actorOfSession } from "#platform/session/load-actor.ts"
import { sessionCookie } from "#platform/session/session-cookie.ts"
import { hashToken, newToken } from "#platform/session/token.ts"
import { buildApp } from "../src/app.ts"
import { type Visitor, visitor } from "./visitor.ts"

/**
 * Somebody with one role over the whole installation or a scope, with an open session.
 * @returns the actor, the browser that is signed in, and the token as a cookie's value
 */
export async function signedIn(
  services: Services,
  role: Role,
  scope: Scope = { kind: "installation" },
  name = "Лидия Осипова",
): Promise<{ actor: Actor; browser: Visitor; token: string }> {
  const { db, clock } = services
  const now = clock.now()
  const token = newToken()
  const { id } = await db
    .insertInto("platform.app_user")
    .values({ email: `${randomUUID()}@example.ru`, name, disabled_at: null })
    .returning("id")
    .executeTakeFirstOrThrow()
  await db
    .insertInto("platform.app_grant")
    .values({
      user_id: id,
      role,
      scope_kind: scope.kind,
      scope_id: scope.kind === "installation" ? null : scope.id,
      from_at: new Date(0),
      until_at: null,
      given_by: null,
    })
    .execute()
  await db
    .insertInto("platform.session")
    .values({
      user_id: id,
      token_hash: hashToken(token),
      created_at: now,
      seen_at: now,
      expires_at: new Date(now.getTime() + 86_400_000),
      revoked_at: null,
    })
    .execute()
  const session = await actorOfSession(db, token, now)
  const browser = visitor(buildApp(services))
  browser.jar.set(sessionCookie, token)
  return { actor: session!.actor, browser, token }
}
