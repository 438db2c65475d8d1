import { expect } from "vitest"
import type { ZodType } from "zod"
import type { Actor } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import { buildApi } from "#platform/http/build-api.ts"
import type { Services } from "#platform/services.ts"
import { createApiToken } from "#platform/session/api-token/api-token.ts"
import { newToken } from "#platform/session/token.ts"
import { buildApp } from "../src/app.ts"

// biome-ignore lint/suspicious/noExplicitAny: bodies of answers differ
export type ApiAnswer = { status: number; type: string; headers: Headers; body: any }
export type ApiCaller = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<ApiAnswer>

/** A bearer token of this user, made the way the settings make it. */
export async function tokenOf({ db, clock, listeners }: Services, actor: Actor): Promise<string> {
  const token = newToken()
  await perform(createApiToken, { db, clock, listeners, actor }, { name: "test", token })
  return token
}

/**
 * Calls `/api/v1…` with or without a token, and fails unless the answer is one that the route declares: its status,
 * and a body that fits the schema and holds nothing more.
 */
export function apiCaller(services: Services, token?: string): ApiCaller {
  const app = buildApp(services)
  const routes = buildApi(services.modules)
    .api.openAPIRegistry.definitions.flatMap((d) => (d.type === "route" ? [d.route] : []))
    .map((route) => ({ ...route, pattern: new RegExp(`^${route.path.replace(/\{\w+\}/g, "[^/]+")}$`) }))
    .sort((a, b) => Number(a.path.includes("{")) - Number(b.path.includes("{")))

  return async (method, path, body, headers = {}) => {
    const sent = body === undefined || body instanceof FormData ? body : JSON.stringify(body)
    const answer = await app.request(`/api/v1${path}`, {
      method,
      headers: {
        ...(typeof sent === "string" && { "Content-Type": "application/json" }),
        ...(token && { Authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(sent !== undefined && { body: sent }),
    })
    const type = answer.headers.get("Content-Type") ?? ""
    const text = await answer.text()
    const got = { status: answer.status, type, headers: answer.headers, body: text ? JSON.parse(text) : undefined }
    const address = `/v1${path.split("?")[0]}`
    const route = routes.find((r) => r.method === method.toLowerCase() && r.pattern.test(address))
    if (!route || answer.status === 401) return got
    const declared = route.responses[answer.status] as { content?: Record<string, { schema: ZodType }> } | undefined
    expect(declared, `${method} ${path} answers ${answer.status}: ${text}`).toBeDefined()
    const schema = declared?.content?.[type.split(";")[0]!]?.schema
    if (text) expect(schema?.parse(got.body), `${method} ${path}`).toEqual(got.body)
    return got
  }
}
