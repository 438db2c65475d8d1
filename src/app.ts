import { OpenAPIHono } from "@hono/zod-openapi"
import { Hono } from "hono"
import { assets } from "#platform/http/assets.ts"
import type { Env } from "#platform/http/env.ts"
import { apiFailure, pageFailure } from "#platform/http/failures.tsx"
import { ownFormsOnly, prepare } from "#platform/http/middleware.ts"
import { operation } from "#platform/http/operation.ts"
import { withoutLocale } from "#platform/http/view.ts"
import type { Services } from "#platform/services.ts"
import { notFound } from "#platform/refusal.ts"

/** Builds the application out of the modules: pages and the API share addresses, middleware and commands. */
export function buildApp(services: Services): Hono<Env> {
  const app = new Hono<Env>({ getPath: (req) => withoutLocale(new URL(req.url).pathname) })
  assets(app)
  operation(app, services)
  app.use(prepare(services))
  app.use(ownFormsOnly(services))

  const api = new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (!result.success) throw result.error
    },
  })
  api.onError(apiFailure)
  for (const module of services.modules) module.api?.(api)
  api.openAPIRegistry.registerComponent("securitySchemes", "token", { type: "http", scheme: "bearer" })
  api.doc31("/openapi.json", {
    openapi: "3.1.0",
    info: { title: "Farvater", version: "1" },
    servers: [{ url: "/api" }],
    security: [{ token: [] }],
  })
  api.notFound((c) => apiFailure(notFound(), c))
  app.route("/api", api)

  for (const module of services.modules) module.pages?.(app)
  app.notFound((c) => pageFailure(notFound(), c))
  app.onError(pageFailure)
  return app
}
