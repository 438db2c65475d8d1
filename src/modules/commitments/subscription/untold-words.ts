import { itemLines, loadItem } from "#modules/deliberation/public.ts"
import type { Db } from "#platform/db.ts"
import { requestsOfItems } from "../request/request.store.ts"
import { changesBy } from "./change.store.ts"
import { changeInWords, itemInWords, reasonInWords } from "./change-words.ts"
import type { Untold } from "./untold.store.ts"

type Words = Parameters<typeof changeInWords>[0]
/** Says what changed about one item, a paragraph for each change, in the words of a language. */
export type Telling = { itemId: number; item: (words: Words) => string; changes: ((words: Words) => string)[] }

/** What of the changes may be told, by item; acts that are open to nobody are left out. */
export async function tellings(db: Db, untold: Untold[]): Promise<Telling[]> {
  const itemIds = [...new Set(untold.map(({ itemId }) => itemId))]
  const lines = await itemLines(db, itemIds)
  const acts = new Map(
    (
      await changesBy(
        db,
        untold.filter(({ kind }) => kind === "act").map(({ ref }) => ref),
      )
    ).map((change) => [change.id, change]),
  )
  const askedOf = untold.some(({ kind }) => kind === "asked") ? await requestsOfItems(db, itemIds) : []
  const told: Telling[] = []
  for (const itemId of itemIds) {
    const line = lines.get(itemId)
    if (!line) continue
    const changes: Telling["changes"] = []
    for (const { kind, ref } of untold.filter((one) => one.itemId === itemId)) {
      if (kind === "act") {
        const change = acts.get(ref)
        if (change)
          changes.push((words) => [changeInWords(words, change), reasonInWords(change)].filter(Boolean).join("\n"))
      } else if (kind === "asked") {
        const request = askedOf.find(({ id }) => id === ref)
        if (request) changes.push(({ t }) => t("follow.told.asked", { name: request.addressee }))
      } else if (kind === "amended")
        changes.push(({ t }) =>
          line.removed ? t("follow.told.removed") : t("follow.told.amended", { text: line.text }),
        )
      else {
        const names = (await loadItem(db, itemId))?.addressees.filter((a) => a.directionId === ref).map((a) => a.name)
        if (names?.length) changes.push(({ t }) => t("follow.told.directed", { names: names.join(", ") }))
      }
    }
    if (changes.length) told.push({ itemId, changes, item: (words) => itemInWords(words, line) })
  }
  return told
}
