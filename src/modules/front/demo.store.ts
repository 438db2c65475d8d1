import { demoResolutions } from "#modules/deliberation/public.ts"
import type { Db } from "#platform/db.ts"

/** Whether the example is in this installation. */
export const hasDemo = async (db: Db): Promise<boolean> => (await demoResolutions(db)).length > 0
