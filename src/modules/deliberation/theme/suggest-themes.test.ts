import { expect, test } from "vitest"
import { suggestThemes } from "./suggest-themes.ts"

const themes = [
  { id: 1, nameRu: "Ветераны", nameEn: "" },
  { id: 2, nameRu: "Обучение добровольцев", nameEn: "" },
  { id: 3, nameRu: "Помещения и имущество", nameEn: "Premises" },
]
const item = (id: number, text: string) => ({ id, text })
const nobody = new Map<number, number[]>()

test("a theme is offered by any form of its words, and none where two fit as well", () => {
  const offered = suggestThemes(
    [
      item(1, "Навещать ветеранов на дому"),
      item(2, "Предоставить помещение и другое имущество клубу ветеранов"),
      item(3, "Предоставить помещение ветеранам"),
      item(4, "Провести субботник"),
    ],
    themes,
    nobody,
  )
  expect([...offered]).toEqual([
    [1, { themeId: 1, by: "words" }],
    [2, { themeId: 3, by: "words" }],
  ])
})

test("a word that stands in most items says nothing", () => {
  const texts = ["ветеранами", "скамейками", "музеем", "дворами", "концертом", "парком"]
  const items = texts.map((what, i) => item(i + 1, `Привлечь добровольцев к работе с ${what}`))
  expect([...suggestThemes(items, themes, nobody).keys()]).toEqual([1])
  expect(suggestThemes(items.slice(1, 3), themes, nobody).get(2)).toEqual({ themeId: 2, by: "words" })
})

test("what the likest items are about goes before words; a theme that is gone is passed over", () => {
  const offered = suggestThemes([item(1, "Навещать ветеранов")], themes, new Map([[1, [99, 2, 3]]]))
  expect(offered.get(1)).toEqual({ themeId: 2, by: "alike" })
})
