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

/** The letters of a resolution that have a number, in the order of numbers. */
export const lettersOf = (db: Db, resolutionId: number) =>
  db
    .selectFrom("deliberation.letter as l")
    .leftJoin("registry.party as p", "p.id", "l.party_id")
    .select([
      "l.id",
      "l.addressee",
      "l.number",
      "l.year",
      "l.dated",
      "p.letter_to as letterTo",
      "p.postal_address as address",
    ])
    .where("l.resolution_id", "=", resolutionId)
    .orderBy("l.year")
    .orderBy("l.number")
    .execute()
export type NumberedLetter = Awaited<ReturnType<typeof lettersOf>>[number]
