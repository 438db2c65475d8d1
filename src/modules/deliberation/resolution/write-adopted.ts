import { sql } from "kysely"
import { foldName } from "#modules/registry/public.ts"
import type { Tx } from "#platform/db.ts"
import type { DraftContent } from "../draft/draft.ts"
import { themesByFoldedName } from "../theme/theme.store.ts"

/** PostgreSQL takes 65,535 parameters in one statement; a long document has more. */
function* portions<T>(rows: T[], size = 1000) {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size)
}

/** Writes the pieces as items, with addressees, participants and the text around them. @returns what was counted */
export async function writeAdopted(tx: Tx, resolutionId: number, content: DraftContent, now: Date) {
  const earlier = await thoseThere(tx, content)
  const themes = content.pieces.some((p) => p.theme) ? await themesByFoldedName(tx) : undefined
  const rows = content.pieces.map((p, position) => ({
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
    theme_id: (p.type === "item" && p.theme && themes?.get(foldName(p.theme))) || null,
    carried_from: p.carriedFrom !== undefined && earlier.has(p.carriedFrom) ? p.carriedFrom : null,
  }))
  const idAt = new Map<number, number>()
  for (const some of portions(rows)) {
    const written = await tx.insertInto("deliberation.item").values(some).returning(["id", "position"]).execute()
    for (const { id, position } of written) idAt.set(position, id)
  }
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
  for (const some of portions(addressees)) await tx.insertInto("deliberation.addressee").values(some).execute()

  const items = content.pieces.map((p, at) => ({ ...p, at })).filter((p) => p.type === "item")
  const closed = items
    .filter((p) => p.force === "endorse" && p.expectedResult === "")
    .map((p) => ({ item_id: idAt.get(p.at)!, at: now, user_id: null, reason: "nothing_expected" }))
  for (const some of portions(closed)) await tx.insertInto("deliberation.closing").values(some).execute()
  const people = content.participants.map((p, position) => ({ resolution_id: resolutionId, position, ...p }))
  for (const some of portions(people)) await tx.insertInto("deliberation.participant").values(some).execute()
  const passages = content.passages.map(({ kind, tone, text, line }, position) => ({
    resolution_id: resolutionId,
    position,
    kind,
    tone,
    text,
    from_line: line,
  }))
  for (const some of portions(passages)) await tx.insertInto("deliberation.passage").values(some).execute()
  return { items: items.length, addressed: items.filter((p) => p.addressees.length).length, closed: closed.length }
}

/** Earlier items that are still there: those of the example may have been taken away meanwhile. */
async function thoseThere(tx: Tx, content: DraftContent): Promise<Set<number>> {
  const ids = content.pieces.flatMap((p) => p.carriedFrom ?? [])
  if (!ids.length) return new Set()
  const rows = await tx
    .selectFrom("deliberation.item")
    .select("id")
    .where("id", "=", sql<number>`ANY(${ids})`)
    .execute()
  return new Set(rows.map((row) => row.id))
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
