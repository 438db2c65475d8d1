import { createRoute, z } from "@hono/zod-openapi"
import { idempotencyHeader, json, jsonBody, problems } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { addTerritory, territoryInput } from "./add-territory.ts"
import { allTerritories } from "./territory.store.ts"
import { asTree, territoryKinds } from "./territory.ts"

const territory = z
  .object({
    id: z.int(),
    parentId: z.int().nullable(),
    name: z.string(),
    kind: z.enum(territoryKinds),
    depth: z.int().openapi({ description: "0 is the top of the tree" }),
  })
  .openapi("Territory")

export function territoryApi(api: Api) {
  const tags = ["registry"]
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/territories",
      tags,
      operationId: "listTerritories",
      summary: "The tree of territories, each after its parent",
      responses: { 200: json(z.object({ items: z.array(territory) }), "All of them") },
    }),
    async (c) => c.json({ items: asTree(await allTerritories(c.var.services.db)) }, 200),
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/territories",
      tags,
      operationId: "addTerritory",
      summary: "Add a territory",
      request: { headers: idempotencyHeader, ...jsonBody(territoryInput) },
      responses: { 201: json(z.object({ id: z.int() }), "Its id"), ...problems(403, 422) },
    }),
    async (c) => c.json(await act(c, addTerritory, c.req.valid("json")), 201),
  )
}
