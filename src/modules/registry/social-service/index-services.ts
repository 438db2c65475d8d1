import type { Tx } from "#platform/db.ts"
import { indexDocuments, removeDocument } from "#platform/search/index.store.ts"
import { listOn } from "../service-list/service-list.store.ts"
import { entriesOf, servicesOutside } from "./service.store.ts"

/** Files the services of the version in force on a day (YYYY-MM-DD) to be found by everybody; others are not found. */
export async function indexServices(tx: Tx, today: string): Promise<void> {
  const list = await listOn(tx, today)
  const entries = list ? await entriesOf(tx, list.number) : []
  const documents = entries.map(({ id, code, name, description, criteria }) => ({
    kind: "service",
    id: String(id),
    audience: "open" as const,
    title: `${code}. ${name}`,
    text: [description, ...criteria.map((one) => one.name)].filter(Boolean).join(", "),
    url: `/services/${id}`,
    at: new Date(`${list!.inForceFrom}T00:00:00Z`),
  }))
  await indexDocuments(tx, documents)
  for (const { id } of await servicesOutside(tx, list?.number)) await removeDocument(tx, "service", String(id))
}
