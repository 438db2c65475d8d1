import { expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import { readDocument } from "#platform/documents/read-document.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { draftResolution } from "../draft/draft-resolution.ts"
import { itemsOf } from "../item/item.store.ts"
import { adoptResolution } from "../resolution/adopt-resolution.ts"
import { amendResolution } from "../resolution/amend-resolution.ts"
import { lettersOf } from "./letter.store.ts"
import { makeLetters } from "./make-letters.ts"

const text = `РЕЗОЛЮЦИЯ круглого стола «Тёплый двор»
г. Луговой, 2 марта 2026 года
Участники решили:
1. Администрации города Лугового поставить скамьи.
2. Создать дружину.
`

test("a letter says what it said when it got its number, whatever is amended afterwards", async () => {
  const { url } = await freshDatabase()
  const { db, clock, listeners } = testServices(url)
  const caller = { db, clock, listeners, actor: system("test") }
  const document = await readDocument(new TextEncoder().encode(text), "dvor.txt")
  const { id } = await perform(draftResolution, caller, { document })
  await perform(adoptResolution, caller, { id, version: 1, adoptedOn: "2026-03-02", visibility: "open" })
  await perform(makeLetters, caller, { id, dated: "2026-03-03" })
  const [first] = await itemsOf(db, id)
  const changes = [{ itemId: first!.id, field: "text", after: "Администрации города Лугового поставить качели." }]
  await perform(amendResolution, caller, { id, amendedOn: "2026-03-10", reason: "Решение совета", changes })
  const [letter, ...others] = await lettersOf(db, id)
  expect(others).toEqual([])
  expect(letter!.items.map((item) => item.text)).toEqual(["Администрации города Лугового поставить скамьи."])
})
