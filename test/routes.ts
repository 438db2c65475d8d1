import type { Hono } from "hono"
import type { Env } from "#platform/http/env.ts"

/** An address pattern of Hono without what its parts must look like. */
export const bare = (path: string) => path.replace(/\{(?:[^{}]|\{[^}]*\})*\}/g, "")

export type Route = { name: string; method: string; path: string }

/** Every address of the application that does something, by name: `GET /items/:id`. */
export const routesOf = (app: Hono<Env>): Route[] =>
  [...new Map(app.routes.filter((r) => r.method !== "ALL").map((r) => [`${r.method} ${bare(r.path)}`, r]))]
    .map(([name, { method, path }]) => ({ name, method, path }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
