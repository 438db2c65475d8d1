import type { Tx } from "#platform/db.ts"
import { removeDocument } from "#platform/search/search.ts"
import { insertOperator, type Operator, presentOperator } from "../consent/consent-text.store.ts"
import "../tables.ts"

/** Takes away the people of the demo world with all that is kept of them. */
export async function removeDemoPeople(tx: Tx): Promise<void> {
  await tx.deleteFrom("people.application").where("demo", "=", true).execute()
  const gone = await tx.deleteFrom("people.person").where("demo", "=", true).returning("id").execute()
  for (const { id } of gone) await removeDocument(tx, "person", id)
  await tx
    .deleteFrom("people.operator as o")
    .where("demo", "=", true)
    .where((eb) => eb.not(eb.exists(eb.selectFrom("people.consent").select("id").whereRef("operator_id", "=", "o.id"))))
    .execute()
}

/** Names an operator of the demo world where nobody has named one, so that its people can have consented. */
export async function nameDemoOperator(
  { tx, now }: { tx: Tx; now: Date },
  operator: Omit<Operator, "id">,
): Promise<void> {
  if (!(await presentOperator(tx))) await insertOperator(tx, operator, now, true)
}
