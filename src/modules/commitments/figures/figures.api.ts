import { createRoute, z } from "@hono/zod-openapi"
import { json, problems } from "#platform/http/openapi.ts"
import type { Api } from "#platform/module.ts"
import { figuresFilter, ways } from "./figure-filter.ts"
import { loadFigures, wholeFigures } from "./load-figures.ts"

const figures = z
  .object({
    asked: z.int(),
    answered: z.int(),
    days: z.number().nullable().openapi({ description: "Median days from asking to the first answer" }),
    accepted: z.int().openapi({ description: "In work now, those overdue included" }),
    overdue: z.int(),
    reported: z.int(),
    released: z.int(),
    declined: z.int(),
    waiting: z.int().openapi({ description: "Asked, or received and considered" }),
    shareAnswered: z.number().nullable().openapi({ description: "Of those asked, 0 to 1" }),
    shareDone: z.number().nullable().openapi({ description: "Released, of those asked, 0 to 1" }),
  })
  .openapi("Figures")

export function figuresApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/figures",
      tags: ["Requests"],
      operationId: "readFigures",
      summary: "What was asked, answered and done: as a whole and side by side",
      description: "Bodies are compared only where the council has allowed it; one body by its `key` always is.",
      request: {
        query: z.object({
          by: z.enum(ways).default("year"),
          key: z.coerce
            .number()
            .int()
            .positive()
            .optional()
            .openapi({ type: "integer", description: "One thing alone" }),
          year: z.coerce
            .number()
            .int()
            .optional()
            .openapi({ type: "integer", description: "Of resolutions: adopted in it" }),
          after: z.string().max(30).optional().openapi({ description: "`next` of the answer before" }),
        }),
      },
      responses: {
        200: json(
          z.object({
            whole: figures,
            by: z.enum(ways),
            items: z.array(z.object({ key: z.int(), label: z.string(), url: z.string(), figures })),
            next: z.string().nullable(),
          }),
          "The figures",
        ),
        ...problems(403, 422),
      },
    }),
    async (c) => {
      const { services } = c.var
      const q = figuresFilter(c.req.query())
      const { lines, next } = await loadFigures(c, q, 50)
      const items = lines.map(({ key, label, path, figures: f }) => ({
        key,
        label,
        url: services.baseUrl + path,
        figures: f,
      }))
      return c.json({ whole: await wholeFigures(c), by: q.by, items, next: next ?? null }, 200)
    },
  )
}
