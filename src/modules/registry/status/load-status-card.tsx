import type { Ctx } from "#platform/http/env.ts"
import { partyNames } from "../party/find-parties.ts"
import { statusesOf } from "./status.store.ts"
import { StatusCard } from "./status-card.tsx"

/** The statuses of an organisation as its card shows them. */
export async function loadStatusCard(c: Ctx, id: number, canEdit: boolean) {
  const { db } = c.var.services
  const statuses = await statusesOf(db, id)
  const institutions = await partyNames(
    db,
    statuses.flatMap(({ institutionId }) => institutionId ?? []),
  )
  return <StatusCard view={c.var.view} {...{ id, statuses, institutions, canEdit }} />
}
