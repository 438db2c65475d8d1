import type { Db, Tx } from "#platform/db.ts"
import "../tables.ts"
import type { DocumentAudience, DocumentKind } from "./paper.ts"

/** `datedOn`: YYYY-MM-DD, null where it bears no date. `file`: a stored file. */
export type NewDocument = {
  kind: DocumentKind
  title: string
  datedOn: string | null
  audience: DocumentAudience
  file: string
}
export type PartyDocument = NewDocument & { id: number; partyId: number }

/** So many of one card: a shelf, not an archive. */
export const documentLimit = 60

const documents = (db: Db) =>
  db
    .selectFrom("registry.party_document")
    .select(["id", "party_id as partyId", "kind", "title", "dated_on as datedOn", "audience", "file"])
    .$castTo<PartyDocument>()

/** All documents of a card, the latest first. */
export const documentsOf = (db: Db, partyId: number): Promise<PartyDocument[]> =>
  documents(db)
    .where("party_id", "=", partyId)
    .orderBy("dated_on", (o) => o.desc().nullsLast())
    .orderBy("id", "desc")
    .limit(documentLimit)
    .execute()

export const documentOf = (db: Db, partyId: number, id: number): Promise<PartyDocument | undefined> =>
  documents(db).where("party_id", "=", partyId).where("id", "=", id).executeTakeFirst()

export const insertDocument = (tx: Tx, partyId: number, document: NewDocument, at: Date): Promise<{ id: number }> =>
  tx
    .insertInto("registry.party_document")
    .values({
      party_id: partyId,
      kind: document.kind,
      title: document.title,
      dated_on: document.datedOn,
      audience: document.audience,
      file: document.file,
      created_at: at,
    })
    .returning("id")
    .executeTakeFirstOrThrow()

export async function updateDocumentAudience(tx: Tx, id: number, audience: DocumentAudience): Promise<void> {
  await tx.updateTable("registry.party_document").set({ audience }).where("id", "=", id).execute()
}

export async function deleteDocument(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom("registry.party_document").where("id", "=", id).execute()
}
