import { OpenAPIHono } from "@hono/zod-openapi"
import { createMiddleware } from "hono/factory"
import type { Env } from "#platform/http/env.ts"
import { apiFailure } from "#platform/http/failures.tsx"
import { problem } from "#platform/http/openapi.ts"
import type { Api, Module } from "#platform/module.ts"
import { notFound } from "#platform/refusal.ts"
import { sessionCookie } from "#platform/session/session-cookie.ts"

/** A token that is revoked or mistyped is told so: else its owner would read less than is there and not know why. */
const knownTokensOnly = createMiddleware<Env>(async (c, next) => {
  const { actor, view } = c.var
  if (actor.kind !== "visitor" || !/^Bearer\b/i.test(c.req.header("Authorization") ?? "")) return next()
  const code = "api.unknown_token"
  return c.json(
    { type: "about:blank", title: view.t("api.unknown_token.title"), status: 401, detail: view.t(code), code },
    401,
    { "Content-Type": "application/problem+json", "WWW-Authenticate": 'Bearer error="invalid_token"' },
  )
})

/** Builds `/api` out of the modules, with its description, which `openapi.json` holds. */
export function buildApi(modules: Module[]) {
  const api: Api = new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (!result.success) throw result.error
    },
  })
  api.onError(apiFailure)
  api.use(knownTokensOnly)
  for (const module of modules) module.api?.(api)
  const { openAPIRegistry: registry } = api
  registry.register("Problem", problem)
  registry.registerComponent("securitySchemes", "token", { type: "http", scheme: "bearer" })
  registry.registerComponent("securitySchemes", "session", { type: "apiKey", in: "cookie", name: sessionCookie })
  const document = describeApi(api)
  api.get("/openapi.json", (c) => c.json(document))
  api.all("/v1/*", (c) => apiFailure(notFound(), c))
  return { api, document }
}

const failing = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
})

/** The OpenAPI document. What any address may answer is added here, so that routes name only what is their own. */
function describeApi(api: Api) {
  const document = api.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Farvater",
      version: "1",
      description: "What is public needs no token. Failures are said in Russian, or in English below /en/api.",
    },
    servers: [{ url: "/api" }],
    security: [{}, { token: [] }, { session: [] }],
  })
  for (const path of Object.values(document.paths ?? {}))
    for (const method of ["get", "post", "put", "patch", "delete"] as const) {
      const operation = path[method]
      if (!operation) continue
      const { responses = {} } = operation
      if (operation.requestBody) responses["400"] ??= failing("The body could not be read")
      responses["401"] ??= failing("The token is not known, or no longer")
      responses["500"] ??= failing("A fault of the server; `reference` is its number in the log")
      operation.responses = responses
    }
  return document
}
export type ApiDocument = ReturnType<typeof describeApi>
