import { createRoute, z } from "@hono/zod-openapi"
import { canSee, resolutionById } from "#modules/deliberation/public.ts"
import { idParam, json, problems } from "#platform/http/openapi.ts"
import type { Api } from "#platform/module.ts"
import { InvalidInput, notFound } from "#platform/refusal.ts"
import { executionJson, executionReport } from "./execution.json.ts"
import { loadReport } from "./load-execution.ts"

export const tags = ["execution"]

export function executionApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/resolutions/{id}/execution",
      tags,
      operationId: "readExecution",
      summary: "The report on the execution of a resolution as of a day",
      description: "For whoever may read the resolution; nobody is named in it.",
      request: {
        params: idParam,
        query: z.object({
          on: z.iso.date({ error: "invalid.date" }).optional().openapi({ description: "Today when absent" }),
          known: z.iso
            .datetime()
            .optional()
            .openapi({ description: "What was written down later is left out: `known` of an earlier answer" }),
          addressee: z.coerce
            .number()
            .int()
            .positive()
            .optional()
            .openapi({ type: "integer", description: "Only what this recipient was asked" }),
        }),
      },
      responses: { 200: json(executionReport, "The report"), ...problems(404, 422) },
    }),
    async (c) => {
      const { services, actor, view } = c.var
      const resolution = await resolutionById(services.db, c.req.valid("param").id)
      if (!resolution?.adoptedOn || !canSee(actor, resolution)) throw notFound()
      const { on = view.today, known, addressee } = c.req.valid("query")
      if (on > view.today) throw new InvalidInput({ on: { key: "execution.invalid.day" } })
      const day = { on, known: known ? new Date(known) : null }
      return c.json(executionJson(await loadReport(services.db, resolution.id, day, addressee ?? null)), 200)
    },
  )
}
