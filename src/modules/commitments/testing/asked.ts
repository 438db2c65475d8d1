import { adoptResolution, draftResolution, itemsForAsking } from "#modules/deliberation/public.ts"
import type { Actor, LinkHolder } from "#platform/actor.ts"
import { system } from "#platform/actor.ts"
import { type Command, perform } from "#platform/command.ts"
import { readDocument } from "#platform/documents/read-document.ts"
import type { Services } from "#platform/services.ts"
import { requestsOfResolution } from "../request/request.store.ts"
import { askAddressees } from "../sending/ask-addressees.ts"
import { siteOf } from "../site.ts"

const text = `РЕЗОЛЮЦИЯ круглого стола «Тёплый двор»
г. Луговой, 2 марта 2026 года
Участники решили:
1. Администрации города Лугового поставить скамьи у поликлиники.
2. Администрации города Лугового совместно с Советом ветеранов города Лугового провести праздник двора.
3. Обществу слепых города Лугового составить перечень неудобных переходов.
`

/** Runs a command as somebody; the system unless another actor is given. */
export const doer =
  (services: Services, actor: Actor = system("test")) =>
  // biome-ignore lint/suspicious/noExplicitAny: any command, any answer
  (cmd: Command<any, any>, input: object) => {
    const { db, clock, listeners } = services
    return perform(cmd, { db, clock, listeners, actor }, { site: siteOf(services), ...input })
  }

/** An adopted open resolution of three items. @returns its number and items */
export async function adopted(services: Services, more: { territoryId?: number } = {}) {
  const run = doer(services)
  const document = await readDocument(new TextEncoder().encode(text), "dvor.txt")
  const { id } = await run(draftResolution, { document, ...more })
  await run(adoptResolution, { id, version: 1, adoptedOn: "2026-03-02", visibility: "open", addUnknown: true, ...more })
  return { id: id as number, items: await itemsForAsking(services.db, id) }
}

/** The same resolution with every addressee asked: by e-mail, the society of the blind on paper. */
export async function asked(services: Services, more: { territoryId?: number } = {}) {
  const { id, items } = await adopted(services, more)
  const byName = new Map<string, { id: number; role: "lead" | "joint" }[]>()
  for (const item of items)
    for (const a of item.addressees)
      byName.set(a.name, [...(byName.get(a.name) ?? []), { id: item.id, role: a.role === "joint" ? "joint" : "lead" }])
  const letters = [...byName].map(([addressee, own], i) => ({
    addressee,
    partyId: items.flatMap((item) => item.addressees).find((a) => a.name === addressee)!.partyId,
    channel: i === 2 ? "paper" : "email",
    email: i === 2 ? "" : `office${i}@lugovoy.example`,
    items: own,
  }))
  await doer(services)(askAddressees, { id, dated: "2026-03-03", letters })
  const requests = await requestsOfResolution(services.db, id)
  return { id, items, requests, letters }
}

/** Whoever holds the link of a request's recipient. */
export const holderOf = (request: { recipientId: number }): LinkHolder => ({ kind: "link", id: request.recipientId })
