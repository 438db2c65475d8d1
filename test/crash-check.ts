import { existsSync, statSync } from "node:fs"
import { sql } from "kysely"
import type { Db } from "#platform/db.ts"
import { blobPath } from "#platform/files/blob-store.ts"

/** What somebody asked for, and whether it was answered before the server died. */
export type Deed = {
  title: string
  items: number
  drafted: "asked" | "answered"
  adopted: "never" | "asked" | "answered"
}

/** Rows that must not be there, whatever was asked: each query finds what is only half done. */
const half: Record<string, string> = {
  "an adopted resolution without all its items": `
    SELECT r.id FROM deliberation.resolution r JOIN deliberation.adoption a ON a.resolution_id = r.id
    WHERE r.item_count <> (SELECT count(*) FROM deliberation.item i WHERE i.resolution_id = r.id AND i.type = 'item')`,
  "an adopted resolution without all its addressees": `
    SELECT r.id FROM deliberation.resolution r JOIN deliberation.adoption a ON a.resolution_id = r.id
    WHERE r.addressed_count <> (SELECT count(DISTINCT i.id) FROM deliberation.item i
      JOIN deliberation.addressee d ON d.item_id = i.id WHERE i.resolution_id = r.id AND i.type = 'item')`,
  "an addressee that is no party": `
    SELECT d.id FROM deliberation.addressee d LEFT JOIN registry.party p ON p.id = d.party_id WHERE p.id IS NULL`,
  "an adopted item that is not filed for search": `
    SELECT i.id FROM deliberation.item i WHERE i.type = 'item' AND NOT EXISTS
      (SELECT FROM search.document d WHERE d.kind = 'item' AND d.id = i.id::text)`,
  "an adopted resolution that is not filed for search": `
    SELECT a.resolution_id FROM deliberation.adoption a WHERE NOT EXISTS
      (SELECT FROM search.document d WHERE d.kind = 'resolution' AND d.id = a.resolution_id::text)`,
  "a filed item that does not exist": `
    SELECT d.id FROM search.document d WHERE d.kind = 'item' AND NOT EXISTS
      (SELECT FROM deliberation.item i WHERE i.id::text = d.id)`,
  "a document whose words or likeness nobody is going to look at": `
    SELECT d.number FROM search.document d WHERE NOT EXISTS
      (SELECT FROM search.unrelated u WHERE u.document = d.number)
      AND NOT EXISTS (SELECT FROM search.related s WHERE s.document = d.number)`,
  "a draft without its step": `
    SELECT d.resolution_id FROM deliberation.draft d WHERE NOT EXISTS
      (SELECT FROM deliberation.draft_step s WHERE s.resolution_id = d.resolution_id AND s.step = d.step)`,
  "a resolution that is neither a draft nor adopted, or both": `
    SELECT r.id FROM deliberation.resolution r
    WHERE EXISTS (SELECT FROM deliberation.draft d WHERE d.resolution_id = r.id)
      = EXISTS (SELECT FROM deliberation.adoption a WHERE a.resolution_id = r.id)`,
  "items of a resolution that is not adopted": `
    SELECT i.id FROM deliberation.item i WHERE NOT EXISTS
      (SELECT FROM deliberation.adoption a WHERE a.resolution_id = i.resolution_id)`,
  "a resolution without its source": `
    SELECT r.id FROM deliberation.resolution r WHERE NOT EXISTS
      (SELECT FROM deliberation.source s WHERE s.resolution_id = r.id)`,
  "a deed that the journal does not tell": `
    SELECT r.id FROM deliberation.resolution r LEFT JOIN deliberation.adoption a ON a.resolution_id = r.id
    WHERE (SELECT count(*) FROM platform.event e WHERE e.subject_kind = 'resolution' AND e.subject_id = r.id::text
      AND e.name IN ('resolution.drafted', 'resolution.adopted')) <> CASE WHEN a.at IS NULL THEN 1 ELSE 2 END`,
}

type Row = { title: string; adopted: boolean; items: number; filed: number }

/** @throws Error that names what is lost or half there */
export async function checkWhole(db: Db, filesDir: string, deeds: Deed[]): Promise<void> {
  for (const [what, query] of Object.entries(half)) {
    const { rows } = await sql.raw(query).execute(db)
    if (rows.length) throw new Error(`${what}: ${JSON.stringify(rows.slice(0, 3))}`)
  }
  await checkFiles(db, filesDir)
  const { rows } = await sql<Row>`
    SELECT r.title, a.at IS NOT NULL AS adopted,
      (SELECT count(*) FROM deliberation.item i WHERE i.resolution_id = r.id) AS items,
      (SELECT count(*) FROM deliberation.item i JOIN search.document d ON d.kind = 'item' AND d.id = i.id::text
       WHERE i.resolution_id = r.id) AS filed
    FROM deliberation.resolution r LEFT JOIN deliberation.adoption a ON a.resolution_id = r.id`.execute(db)
  for (const deed of deeds) {
    const found = rows.filter((row) => row.title.includes(deed.title))
    const lost = (what: string) => new Error(`${what}: ${JSON.stringify({ deed, found })}`)
    if (found.length > 1) throw lost("made twice")
    const [row] = found
    if (deed.drafted === "answered" && !row) throw lost("an answered import is lost")
    if (deed.adopted === "answered" && !row?.adopted) throw lost("an answered adoption is lost")
    if (deed.adopted === "never" && row?.adopted) throw lost("adopted although nobody asked")
    if (row?.adopted && (row.items !== deed.items || row.filed !== deed.items)) throw lost("not all items are there")
  }
}

/** Every original that a row names lies whole in the store. */
async function checkFiles(db: Db, filesDir: string): Promise<void> {
  const blobs = await db.selectFrom("platform.blob").select(["sha256", "size"]).execute()
  for (const { sha256, size } of blobs) {
    const path = blobPath(filesDir, sha256)
    if (!existsSync(path) || statSync(path).size !== size) throw new Error(`an original is lost: ${path}`)
  }
}
