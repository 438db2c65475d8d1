import { sql } from "kysely"
import type { Tx } from "#platform/db.ts"
import type { DraftContent } from "../draft/draft.ts"

/** Writes the pieces as items, with addressees, participants and the text around them. @returns what was counted */
export async function writeAdopted(tx: Tx, resolutionId: number, content: DraftContent, now: Date) {
  const rows = await tx
    .insertInto("deliberation.item")
    .values(
      content.pieces.map((p, position) => ({
        resolution_id: resolutionId,
        position,
        type: p.type,
        path: p.path,
        label: p.label,
        depth: p.depth,
        parent_id: null,
        text: p.text,
        force: p.force,
        deadline: p.deadline,
        term: p.term,
        from_line: p.fromLine,
        to_line: p.toLine,
        expected_result: p.expectedResult ?? "",
        removed_by: null,
      })),
    )
    .returning(["id", "position"])
    .execute()
  const idAt = new Map(rows.map((r) => [r.position, r.id]))
  await linkParents(tx, content, idAt)

  const addressees = content.pieces.flatMap((p, at) =>
    p.addressees.map((a, position) => ({
      item_id: idAt.get(at)!,
      position,
      raw: a.raw,
      name: a.name,
      role: a.role,
      party_id: a.partyId,
      direction_id: null,
    })),
  )
  if (addressees.length) await tx.insertInto("deliberation.addressee").values(addressees).execute()

  const items = content.pieces.map((p, at) => ({ ...p, at })).filter((p) => p.type === "item")
  const closed = items.filter((p) => p.force === "endorse" && p.expectedResult === "")
  if (closed.length)
    await tx
      .insertInto("deliberation.closing")
      .values(closed.map((p) => ({ item_id: idAt.get(p.at)!, at: now, user_id: null, reason: "nothing_expected" })))
      .execute()
  if (content.participants.length)
    await tx
      .insertInto("deliberation.participant")
      .values(content.participants.map((p, position) => ({ resolution_id: resolutionId, position, ...p })))
      .execute()
  if (content.passages.length)
    await tx
      .insertInto("deliberation.passage")
      .values(
        content.passages.map(({ kind, tone, text, line }, position) => ({
          resolution_id: resolutionId,
          position,
          kind,
          tone,
          text,
          from_line: line,
        })),
      )
      .execute()
  return { items: items.length, addressed: items.filter((p) => p.addressees.length).length, closed: closed.length }
}

async function linkParents(tx: Tx, content: DraftContent, idAt: Map<number, number>) {
  const open: number[] = []
  const links: { child: number; parent: number }[] = []
  for (const [at, piece] of content.pieces.entries()) {
    while (open.length && content.pieces[open.at(-1)!]!.depth >= piece.depth) open.pop()
    const parent = open.at(-1)
    if (parent !== undefined) links.push({ child: idAt.get(at)!, parent: idAt.get(parent)! })
    open.push(at)
  }
  await sql`
    UPDATE deliberation.item SET parent_id = link.parent
    FROM unnest(${links.map((l) => l.child)}::bigint[], ${links.map((l) => l.parent)}::bigint[]) AS link (child, parent)
    WHERE id = link.child`.execute(tx)
}
