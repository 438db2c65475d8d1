import { createRoute, z } from "@hono/zod-openapi"
import type { Ctx } from "#platform/http/env.ts"
import { idempotencyHeader, idParam, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notAllowed } from "#platform/refusal.ts"
import { loadRequest } from "../request/load-request.ts"
import { siteOf } from "../site.ts"
import { milestonesOf } from "./milestone.store.ts"
import { finishStep, planMilestones } from "./plan-milestones.ts"

const tags = ["requests"]
const day = z.iso.date({ error: "invalid.date" }).nullable()
const milestones = z
  .object({ items: z.array(z.object({ id: z.int(), text: z.string(), dueOn: day, doneOn: day })) })
  .openapi("Milestones")

/** The milestones of a request, for whoever reads its whole thread. @throws Refusal 403, 404 */
async function shown(c: Ctx, id: number): Promise<z.output<typeof milestones>> {
  const { whole } = await loadRequest(c, id)
  if (!whole) throw notAllowed()
  const items = await milestonesOf(c.var.services.db, id)
  return { items: items.map(({ id: step, text, dueOn, doneOn }) => ({ id: step, text, dueOn, doneOn })) }
}

export function milestoneApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/requests/{id}/milestones",
      tags,
      operationId: "listMilestones",
      summary: "The milestones of a request in their order, for the staff and controllers",
      security: signedInOnly,
      request: { params: idParam },
      responses: { 200: json(milestones, "All of them"), ...problems(403, 404, 422) },
    }),
    async (c) => c.json(await shown(c, c.req.valid("param").id), 200),
  )
  api.openapi(
    createRoute({
      method: "put",
      path: "/v1/requests/{id}/milestones",
      tags,
      operationId: "planMilestones",
      summary: "Set the milestones of a request in work: those that are reached stay, the others give way to the list",
      security: signedInOnly,
      request: {
        params: idParam,
        ...jsonBody(z.object({ items: z.array(z.object({ text: z.string(), dueOn: day.optional() })).max(50) })),
      },
      responses: { 200: json(milestones, "All of them as they are now"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await act(c, planMilestones, { id, milestones: c.req.valid("json").items })
      return c.json(await shown(c, id), 200)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/requests/{id}/milestones/{step}/completion",
      tags,
      operationId: "finishMilestone",
      summary: "Say that a milestone is reached",
      security: signedInOnly,
      request: { params: idParam.extend({ step: idParam.shape.id }), headers: idempotencyHeader },
      responses: { 201: json(milestones, "All of them as they are now"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { id, step } = c.req.valid("param")
      await act(c, finishStep, { id, step, site: siteOf(c.var.services) })
      return c.json(await shown(c, id), 201)
    },
  )
}
