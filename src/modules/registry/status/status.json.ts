import { z } from "@hono/zod-openapi"
import type { Ctx } from "#platform/http/env.ts"
import { partyNames } from "../party/find-parties.ts"
import { statusesOf } from "./status.store.ts"
import { inForce, statusKinds } from "./status.ts"

const day = z.iso.date().nullable()

/** A status in the API, for everybody. */
export const partyStatus = z
  .object({
    id: z.int(),
    kind: z.enum(statusKinds),
    from: day,
    until: day.openapi({ description: "The last day in force; null without a term" }),
    inForce: z.boolean().openapi({ description: "Today, by the clocks of the installation" }),
    proof: z.string(),
    link: z.string(),
    institution: z.object({ id: z.int(), name: z.string() }).nullable(),
    endedWhy: z.string(),
  })
  .openapi("OrganisationStatus")

/** All statuses of an organisation, the latest first. */
export async function statusesJson(c: Ctx, partyId: number): Promise<z.output<typeof partyStatus>[]> {
  const { db } = c.var.services
  const statuses = await statusesOf(db, partyId)
  const names = await partyNames(
    db,
    statuses.flatMap(({ institutionId }) => institutionId ?? []),
  )
  return statuses.map(({ institutionId, ...status }) => {
    const institution = names.get(institutionId ?? 0)
    return {
      ...status,
      inForce: inForce(status, c.var.view.today),
      institution: institution ? { id: institution.id, name: institution.name } : null,
    }
  })
}
