import type { Db } from "#platform/db.ts"
import { refile } from "./index.store.ts"
import { relate } from "./relate.store.ts"
import { tendWords } from "./word.store.ts"

/** In one run, so that a large import does not take the machine for itself. */
const mostRelated = 500

/** What can wait a minute after a document is filed: spellings, and what is like it; and filing anew after an upgrade. */
export async function upkeep(db: Db): Promise<void> {
  await refile(db)
  while (await tendWords(db, 500));
  await relate(db, mostRelated)
}
