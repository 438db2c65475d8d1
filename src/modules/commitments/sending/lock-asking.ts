import { sql } from "kysely"
import type { Tx } from "#platform/db.ts"

/** Two coordinators who ask about one resolution do it one after the other: the second sees what the first has sent. */
export const lockAsking = (tx: Tx, resolutionId: number) =>
  sql`SELECT pg_advisory_xact_lock(hashtext(${`asking ${resolutionId}`}))`.execute(tx)
