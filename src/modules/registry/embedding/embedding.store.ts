import type { Db, Tx } from "#platform/db.ts"
import type { EmbeddingSite } from "./embedding.ts"
import "../tables.ts"

/** All of them: a few dozen. */
export const embeddingSites = (db: Db): Promise<EmbeddingSite[]> =>
  db.selectFrom("registry.embedding_site").select(["id", "origin", "note"]).orderBy("origin").execute()

/** Writes a site; nothing when it is there already. */
export const insertSite = (tx: Tx, origin: string, note: string, at: Date): Promise<{ id: number } | undefined> =>
  tx
    .insertInto("registry.embedding_site")
    .values({ origin, note, created_at: at })
    .onConflict((c) => c.doNothing())
    .returning("id")
    .executeTakeFirst()

/** @returns its origin, or undefined when there was none */
export const deleteSite = (tx: Tx, id: number): Promise<{ origin: string } | undefined> =>
  tx.deleteFrom("registry.embedding_site").where("id", "=", id).returning("origin").executeTakeFirst()
