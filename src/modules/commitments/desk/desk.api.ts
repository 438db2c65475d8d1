import { createRoute, z } from "@hono/zod-openapi"
import { json, problems, signedInOnly } from "#platform/http/openapi.ts"
import type { Api } from "#platform/module.ts"
import { notAllowed } from "#platform/refusal.ts"
import { alarms, waitingKinds } from "../listing/request-filter.ts"
import { mayDecide } from "../request/request.policy.ts"
import { deedsOf } from "./desk.page.tsx"
import type { Found, FoundList } from "./desk.store.ts"
import { loadDesk } from "./load-desk.ts"

const line = z.object({
  request: z.int(),
  addressee: z.string(),
  day: z.iso.date().openapi({ description: "The day by which the list is ordered" }),
  act: z.int().nullable().openapi({ description: "The act that waits for a word" }),
  url: z.url(),
})
const list = z.object({
  count: z.int().openapi({ description: "At most 1001: nobody counts further" }),
  first: z.array(line),
})
const eachOf = <K extends string>(names: readonly K[]) =>
  z.object(Object.fromEntries(names.map((name) => [name, list])) as Record<K, typeof list>)

const desk = z
  .object({
    deeds: z.int(),
    waiting: eachOf(waitingKinds),
    alarms: eachOf(alarms),
    unreached: list,
    letters: z.object({ failed: z.int(), awaited: z.int() }),
  })
  .openapi("Desk")

export function deskApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/desk",
      tags: ["requests"],
      operationId: "readDesk",
      summary: "What waits for the caller today: the beginning of every list, and how long it is",
      security: signedInOnly,
      responses: { 200: json(desk, "The desk"), ...problems(403) },
    }),
    async (c) => {
      if (!mayDecide(c.var.actor)) throw notAllowed()
      const { baseUrl } = c.var.services
      const { waiting, ringing, unreached, awaited, failed, requests, ...rest } = await loadDesk(c)
      const shown = ({ found, count }: FoundList): z.output<typeof list> => ({
        count,
        first: found.map(({ request, act, day }: Found) => ({
          request,
          addressee: requests.get(request)?.addressee ?? "",
          day,
          act,
          url: `${baseUrl}/requests/${request}`,
        })),
      })
      const each = <K extends string>(lists: Record<K, FoundList>) =>
        Object.fromEntries(Object.entries<FoundList>(lists).map(([name, one]) => [name, shown(one)])) as Record<
          K,
          z.output<typeof list>
        >
      return c.json(
        {
          deeds: deedsOf({ ...rest, waiting, ringing, unreached, awaited, failed, requests }),
          waiting: each(waiting),
          alarms: each(ringing),
          unreached: shown(unreached),
          letters: { failed: failed.length, awaited: awaited.count },
        },
        200,
      )
    },
  )
}
