import { createRoute, z } from "@hono/zod-openapi"
import { idempotencyHeader, idParam, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { addTheme } from "./add-theme.ts"
import { mergeThemes } from "./merge-themes.ts"
import { removeTheme } from "./remove-theme.ts"
import { renameTheme } from "./rename-theme.ts"
import { setThemes } from "./set-themes.ts"
import { openTheme, themeJson } from "./theme.json.ts"
import { allThemes } from "./theme.store.ts"
import { themeFields } from "./theme-input.ts"

const tags = ["themes"]
const idOnly = z.object({ id: z.int() })

export function themeApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/themes",
      tags,
      operationId: "listThemes",
      summary: "What items are about: the catalogue of themes",
      responses: { 200: json(z.object({ items: z.array(openTheme) }), "All of them, by name") },
    }),
    async (c) => c.json({ items: (await allThemes(c.var.services.db)).map(themeJson) }, 200),
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/themes",
      tags,
      operationId: "addTheme",
      summary: "Add a theme",
      security: signedInOnly,
      request: { headers: idempotencyHeader, ...jsonBody(z.object(themeFields)) },
      responses: { 201: json(idOnly, "The new theme"), ...problems(403, 422) },
    }),
    async (c) => c.json(await act(c, addTheme, c.req.valid("json")), 201),
  )
  api.openapi(
    createRoute({
      method: "put",
      path: "/v1/themes/{id}",
      tags,
      operationId: "renameTheme",
      summary: "Rename a theme; items keep it",
      security: signedInOnly,
      request: { params: idParam, headers: idempotencyHeader, ...jsonBody(z.object(themeFields)) },
      responses: { 200: json(idOnly, "The theme"), ...problems(403, 404, 422) },
    }),
    async (c) => c.json(await act(c, renameTheme, { ...c.req.valid("json"), ...c.req.valid("param") }), 200),
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/themes/{id}/merger",
      tags,
      operationId: "mergeThemes",
      summary: "Give the items of a theme to another one, and take it away",
      security: signedInOnly,
      request: { params: idParam, headers: idempotencyHeader, ...jsonBody(z.object({ into: z.int() })) },
      responses: {
        200: json(idOnly.extend({ items: z.int() }), "The theme that is left, and how many items it got"),
        ...problems(403, 404, 422),
      },
    }),
    async (c) => c.json(await act(c, mergeThemes, { ...c.req.valid("json"), ...c.req.valid("param") }), 200),
  )
  api.openapi(
    createRoute({
      method: "delete",
      path: "/v1/themes/{id}",
      tags,
      operationId: "removeTheme",
      summary: "Take away a theme that no item has",
      security: signedInOnly,
      request: { params: idParam },
      responses: { 204: { description: "It is gone" }, ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      await act(c, removeTheme, c.req.valid("param"))
      return c.body(null, 204)
    },
  )
  api.openapi(
    createRoute({
      method: "put",
      path: "/v1/resolutions/{id}/themes",
      tags,
      operationId: "setThemes",
      summary: "Say what items of an adopted resolution are about",
      description: "Items that are not named keep theirs; `themeId: null` takes the theme off.",
      security: signedInOnly,
      request: {
        params: idParam,
        headers: idempotencyHeader,
        ...jsonBody(z.object({ themes: z.array(z.object({ itemId: z.int(), themeId: z.int().nullable() })) })),
      },
      responses: {
        200: json(z.object({ changed: z.int() }), "How many items changed"),
        ...problems(403, 404, 409, 422),
      },
    }),
    async (c) => c.json(await act(c, setThemes, { ...c.req.valid("json"), ...c.req.valid("param") }), 200),
  )
}
