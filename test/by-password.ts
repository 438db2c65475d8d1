import type { Hono } from "hono"
import type { Role } from "#platform/actor.ts"
import type { Env } from "#platform/http/env.ts"
import type { Services } from "#platform/services.ts"
import { addUser } from "#platform/session/cli.ts"
import { type Visitor, visitor } from "./visitor.ts"

export const goodPassword = "лодка и чайник у причала"

/** A browser in which somebody with this role (over the installation) has signed in by password. */
export async function signedInAs(
  services: Services,
  app: Hono<Env>,
  role: Role,
  who: { email?: string; name?: string; address?: string; origin?: string } = {},
): Promise<Visitor & { userId: string; email: string }> {
  const email = who.email ?? `${role}@example.ru`
  const { userId } = await addUser(services, {
    email,
    role,
    name: who.name ?? "Ульяна Мещерякова",
    password: goodPassword,
  })
  const browser = visitor(app, who)
  const answer = await browser.post("/sign-in", { email, password: goodPassword })
  if (answer.status !== 303) throw new Error(`signing in as ${email} failed: ${answer.status}`)
  return { ...browser, userId, email }
}
