import { Hono } from "hono"
import { apiPage } from "#platform/http/api-page.tsx"
import { assets } from "#platform/http/assets.ts"
import { buildApi } from "#platform/http/build-api.ts"
import type { Env } from "#platform/http/env.ts"
import { apiFailure, pageFailure } from "#platform/http/failures.tsx"
import { withoutCookies } from "#platform/http/framing.ts"
import { keepKeys } from "#platform/http/key-addresses.ts"
import { forVisitors, limitBodies, ownFormsOnly, prepare } from "#platform/http/middleware.ts"
import { operation } from "#platform/http/operation.ts"
import { withoutLocale } from "#platform/http/view.ts"
import { notFound } from "#platform/refusal.ts"
import type { Services } from "#platform/services.ts"
import { onlyLook } from "#platform/session/see-as/only-look.ts"

/** Builds the application out of the modules: pages and the API share addresses, middleware and commands. */
export function buildApp(services: Services): Hono<Env> {
  const app = new Hono<Env>({ getPath: (req) => withoutLocale(new URL(req.url).pathname) })
  assets(app)
  operation(app, services)
  app.use("/embed/*", withoutCookies)
  app.use(keepKeys(app))
  app.use(prepare(services))
  app.use(ownFormsOnly(services))
  app.use(limitBodies)
  app.use(onlyLook)

  const { api, document } = buildApi(services.modules)
  app.get("/api", forVisitors, apiPage(document))
  app.route("/api", api)

  for (const module of services.modules) module.pages?.(app)
  app.notFound((c) => pageFailure(notFound(), c))
  app.onError((err, c) => (c.req.path.startsWith("/api/") ? apiFailure(err, c) : pageFailure(err, c)))
  return app
}
