import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import { InvalidInput } from "#platform/refusal.ts"
import type { Subject } from "./store-file.ts"
import type { Audience } from "./tables.ts"
import "./tables.ts"

export type Attachment = {
  id: string
  sha256: Buffer
  name: string
  audience: Audience
  size: number
  mediaType: string
  at: Date
  /** What it belongs to; null while that is not there yet. */
  subjectKind: string | null
  subjectId: string | null
  uploadedBy: string | null
}

const attachments = (db: Db) =>
  db
    .selectFrom("platform.attachment as a")
    .innerJoin("platform.blob as b", "b.sha256", "a.sha256")
    .select(["a.id", "a.sha256", "a.name", "a.audience", "b.size", "b.media_type as mediaType", "a.at"])
    .select(["a.subject_kind as subjectKind", "a.subject_id as subjectId", "a.uploaded_by as uploadedBy"])
    .where("a.removed_at", "is", null)

/** An attachment that has not been removed. Whether it may be read is `canRead`'s question. */
export const findAttachment = (db: Db, id: string): Promise<Attachment | undefined> =>
  attachments(db).where("a.id", "=", id).executeTakeFirst()

/** All attachments of a thing, in the order in which they came. */
export const attachmentsOf = (db: Db, subject: Subject): Promise<Attachment[]> =>
  attachments(db)
    .where("a.subject_kind", "=", subject.kind)
    .where("a.subject_id", "=", String(subject.id))
    .orderBy("a.at")
    .orderBy("a.id")
    .execute()

/** Attachments of many things of one kind, by the thing's id as text, each in the order in which they came. */
export async function attachmentsOfAll(db: Db, kind: string, ids: number[]): Promise<Map<string, Attachment[]>> {
  if (!ids.length) return new Map()
  const rows = await attachments(db)
    .where("a.subject_kind", "=", kind)
    .where("a.subject_id", "in", ids.map(String))
    .orderBy("a.at")
    .orderBy("a.id")
    .execute()
  return Map.groupBy(rows, (row) => row.subjectId ?? "")
}

/** Says who may read those of the given attachments that belong to one of these things; others stay as they are. */
export async function setAudience(
  tx: Tx,
  ids: string[],
  of: { kind: string; ids: number[] },
  audience: Audience,
): Promise<void> {
  if (!ids.length || !of.ids.length) return
  await tx
    .updateTable("platform.attachment")
    .set({ audience })
    .where("id", "in", ids)
    .where("subject_kind", "=", of.kind)
    .where("subject_id", "in", of.ids.map(String))
    .execute()
}

/** Hands files on from one thing to another: those of `ids` that are really of the first. */
export async function moveAttachments(tx: Tx, ids: string[], from: Subject, to: Subject): Promise<void> {
  await tx
    .updateTable("platform.attachment")
    .set({ subject_kind: to.kind, subject_id: String(to.id) })
    .where("id", "=", sql<string>`ANY(${ids}::uuid[])`)
    .where("subject_kind", "=", from.kind)
    .where("subject_id", "=", String(from.id))
    .where("removed_at", "is", null)
    .execute()
}

/**
 * The same files for another thing, whatever becomes of the first: all or only those of `ids`. With `to: null` they wait
 * to be claimed. @returns ids of the copies
 */
export async function copyAttachments(
  tx: Tx,
  from: Subject,
  to: Subject | null,
  now: Date,
  ids?: string[],
): Promise<string[]> {
  const copies = await tx
    .insertInto("platform.attachment")
    .columns(["sha256", "name", "subject_kind", "subject_id", "audience", "uploaded_by", "at", "removed_at"])
    .expression((q) =>
      q
        .selectFrom("platform.attachment")
        .select((x) => [
          "sha256",
          "name",
          x.val(to?.kind ?? null).as("subject_kind"),
          x.val(to ? String(to.id) : null).as("subject_id"),
          "audience",
          "uploaded_by",
          x.cast<Date>(x.val(now), "timestamptz").as("at"),
          "removed_at",
        ])
        .where("subject_kind", "=", from.kind)
        .where("subject_id", "=", String(from.id))
        .where("removed_at", "is", null)
        .$if(ids !== undefined, (w) => w.where("id", "=", sql<string>`ANY(${ids}::uuid[])`)),
    )
    .returning("id")
    .execute()
  return copies.map((copy) => copy.id)
}

/**
 * Says what stored files belong to.
 * @throws InvalidInput `files` when one is gone or belongs to something already
 */
export async function claimAttachments(tx: Tx, ids: string[], subject: Subject): Promise<void> {
  if (!ids.length) return
  const { numUpdatedRows } = await tx
    .updateTable("platform.attachment")
    .set({ subject_kind: subject.kind, subject_id: String(subject.id) })
    .where("id", "=", sql<string>`ANY(${ids}::uuid[])`)
    .where("subject_kind", "is", null)
    .where("removed_at", "is", null)
    .executeTakeFirst()
  if (Number(numUpdatedRows) !== new Set(ids).size) throw new InvalidInput({ files: { key: "files.gone" } })
}

/** Takes attachments of a thing away at once, all or only those of `ids`; the bytes go with the nightly job. */
export async function removeAttachmentsOf(tx: Tx, subject: Subject, now: Date, ids?: string[]): Promise<void> {
  await tx
    .updateTable("platform.attachment")
    .set({ removed_at: now })
    .where("subject_kind", "=", subject.kind)
    .where("subject_id", "=", String(subject.id))
    .where("removed_at", "is", null)
    .$if(ids !== undefined, (q) => q.where("id", "=", sql<string>`ANY(${ids}::uuid[])`))
    .execute()
}
