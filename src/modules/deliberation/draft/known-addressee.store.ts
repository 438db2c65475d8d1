import { foldName } from "#modules/registry/public.ts"
import type { Db, Tx } from "#platform/db.ts"
import type { DraftContent } from "./draft.ts"
import "../tables.ts"

/** Keeps how addressees of an adopted text were finally named, so that the next document gets them right. */
export async function rememberNames(tx: Tx, content: DraftContent, now: Date): Promise<void> {
  const named = new Map(
    content.pieces
      .flatMap((p) => p.addressees)
      .filter((a) => a.raw && a.raw.length <= 500)
      .map((a) => [foldName(a.raw), { folded_raw: foldName(a.raw), name: a.name, party_id: a.partyId, at: now }]),
  )
  if (!named.size) return
  await tx
    .insertInto("deliberation.known_addressee")
    .values([...named.values()].sort((a, b) => (a.folded_raw < b.folded_raw ? -1 : 1))) // two at once never deadlock
    .onConflict((c) =>
      c.column("folded_raw").doUpdateSet((x) => ({
        name: x.ref("excluded.name"),
        party_id: x.ref("excluded.party_id"),
        at: x.ref("excluded.at"),
      })),
    )
    .execute()
}

/** What earlier documents taught about these words: folded raw → name and party. */
export async function knownNames(db: Db, raws: string[]) {
  const folded: string[] = [...new Set(raws.map((raw) => foldName(raw)))]
  if (!folded.length) return new Map<string, { name: string; partyId: number | null }>()
  const rows = await db
    .selectFrom("deliberation.known_addressee")
    .where("folded_raw", "in", folded)
    .select(["folded_raw", "name", "party_id"])
    .execute()
  return new Map(rows.map((r) => [r.folded_raw, { name: r.name, partyId: r.party_id }]))
}

/** Names that were used lately, to be offered while typing. */
export async function recentNames(db: Db, limit = 200): Promise<string[]> {
  const rows = await db
    .selectFrom("deliberation.known_addressee")
    .select("name")
    .orderBy("at", "desc")
    .limit(limit)
    .execute()
  return [...new Set(rows.map((r) => r.name))]
}
