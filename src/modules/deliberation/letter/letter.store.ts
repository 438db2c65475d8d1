import { postalAddresses } from "#modules/registry/public.ts"
import type { Db, Tx } from "#platform/db.ts"
import "../tables.ts"

export const letterheadFields = ["organisation", "address", "post", "signatory", "executor", "phone"] as const
export type Letterhead = Record<(typeof letterheadFields)[number], string> & {
  template: Buffer | null
  templateName: string
}

/** Who writes the letters; empty until somebody has said. */
export async function loadLetterhead(db: Db): Promise<Letterhead> {
  const row = await db
    .selectFrom("deliberation.letterhead")
    .select([...letterheadFields, "template", "template_name as templateName"])
    .executeTakeFirst()
  return (
    row ?? {
      organisation: "",
      address: "",
      post: "",
      signatory: "",
      executor: "",
      phone: "",
      template: null,
      templateName: "",
    }
  )
}

export async function saveLetterhead(
  tx: Tx,
  head: Omit<Letterhead, "templateName"> & { templateName: string },
): Promise<void> {
  const { templateName, ...fields } = head
  const values = { ...fields, template_name: templateName }
  await tx
    .insertInto("deliberation.letterhead")
    .values(values)
    .onConflict((c) => c.column("id").doUpdateSet(values))
    .execute()
}

/** The letters of a resolution that have a number, in the order of numbers, with where they go. */
export async function lettersOf(db: Db, resolutionId: number) {
  const letters = await db
    .selectFrom("deliberation.letter")
    .select(["id", "addressee", "number", "year", "dated", "items", "party_id as partyId"])
    .where("resolution_id", "=", resolutionId)
    .orderBy("year")
    .orderBy("number")
    .execute()
  const addresses = await postalAddresses(
    db,
    letters.flatMap((l) => l.partyId ?? []),
  )
  return letters.map(({ partyId, ...letter }) => {
    const to = partyId === null ? undefined : addresses.get(partyId)
    return { ...letter, letterTo: to?.letterTo ?? null, address: to?.postalAddress ?? null }
  })
}
export type NumberedLetter = Awaited<ReturnType<typeof lettersOf>>[number]
