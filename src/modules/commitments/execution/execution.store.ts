import type { Db } from "#platform/db.ts"
import { requests } from "../request/request.store.ts"
import type { DatedRequest } from "./execution.ts"

/** All requests of a resolution with the instant at which each was written down, in the order of asking. */
export const datedRequests = (db: Db, resolutionId: number): Promise<DatedRequest[]> =>
  requests(db).select("r.at").where("r.resolution_id", "=", resolutionId).orderBy("r.id").execute()
