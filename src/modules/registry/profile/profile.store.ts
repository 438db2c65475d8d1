import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import "../tables.ts"
import { emptyProfile, type Profile } from "./profile.ts"

/** `trusted`: its representative changes it without a coordinator; 0 is the version of one that nobody has written. */
export type KeptProfile = Profile & { version: number; trusted: boolean }

const columns = [
  "mission",
  "about",
  "public_email as publicEmail",
  "public_phone as publicPhone",
  "public_address as publicAddress",
  "opening_hours as openingHours",
  "links",
  "logo",
  "logo_alt as logoAlt",
  "version",
  "trusted",
] as const

const unwritten: KeptProfile = { ...emptyProfile, version: 0, trusted: false }

/** What a party says of itself; empty where it has said nothing. */
export const profileOf = async (db: Db, partyId: number): Promise<KeptProfile> =>
  (await db.selectFrom("registry.party_profile").select(columns).where("party_id", "=", partyId).executeTakeFirst()) ??
  unwritten

/** Words of these profiles for search; those without any are left out. */
export async function profileWords(db: Db, partyIds: number[]): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom("registry.party_profile")
    .select(["party_id", "mission", "about"])
    .where("party_id", "=", sql<number>`ANY(${partyIds})`)
    .execute()
  return new Map(rows.map(({ party_id, mission, about }) => [party_id, [mission, about].filter(Boolean).join("\n")]))
}

/** Writes the whole profile; the row of the party is locked by the caller. */
export async function writeProfile(tx: Tx, partyId: number, profile: KeptProfile): Promise<void> {
  const row = {
    mission: profile.mission,
    about: profile.about,
    public_email: profile.publicEmail,
    public_phone: profile.publicPhone,
    public_address: profile.publicAddress,
    opening_hours: profile.openingHours,
    links: profile.links,
    logo: profile.logo,
    logo_alt: profile.logoAlt,
    trusted: profile.trusted,
    version: profile.version + 1,
  }
  await tx
    .insertInto("registry.party_profile")
    .values({ party_id: partyId, ...row })
    .onConflict((c) => c.column("party_id").doUpdateSet(row))
    .execute()
}
