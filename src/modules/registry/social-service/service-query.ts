import { z } from "zod"
import type { Ctx } from "#platform/http/env.ts"
import { isTarget, type Target } from "../service-provider/service-provider.ts"
import { isStatusKind, type StatusKind } from "../status/status.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { type ServiceFilter, servingTargets, servingTerritories } from "./list-services.ts"

/** What stands in the address of the register, and of a service's providers. */
export type ServiceQuery = {
  territory?: number | undefined
  target?: Target | undefined
  status?: StatusKind | undefined
  q?: string | undefined
  after?: number | undefined
}

const number = z.coerce.number().int().positive().optional().catch(undefined)
const given = z.object({
  territory: number,
  target: z.string().optional(),
  status: z.string().optional(),
  q: z.string().trim().max(200).optional().catch(undefined),
  after: number,
})

/** What the address asks for; what it does not know is left out rather than refused. */
export async function askedServices(c: Ctx) {
  const raw = given.parse(c.req.query())
  const territories = await allTerritories(c.var.services.db)
  const query: ServiceQuery = {
    territory: territories.some(({ id }) => id === raw.territory) ? raw.territory : undefined,
    target: isTarget(raw.target) && raw.target !== "all" ? raw.target : undefined,
    status: isStatusKind(raw.status) ? raw.status : undefined,
    q: raw.q || undefined,
    after: raw.after,
  }
  const filter: ServiceFilter = {
    territories: query.territory === undefined ? undefined : servingTerritories(territories, query.territory),
    targets: query.target && servingTargets(query.target),
    status: query.status && { kind: query.status, on: c.var.view.today },
    text: query.q,
  }
  return { query, filter, territories }
}

/** An address with a query of given values. */
export function withServiceQuery(path: string, query: ServiceQuery & { version?: number | undefined }): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value ? [[name, String(value)] as [string, string]] : [],
  )
  return pairs.length ? `${path}?${new URLSearchParams(pairs)}` : path
}
