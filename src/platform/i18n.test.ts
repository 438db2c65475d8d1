import { expect, test } from "vitest"
import { translator } from "./i18n.ts"

const { say } = translator([
  { ru: { a: "О документе «{title}» до {date}." }, en: { a: "About “{title}” until {date}." } },
])
const told = (title: string, date = "мая") => say.ru("a" as never, { title, date } as never)

test("quotes within quotes take the other shape, and one full stop ends a sentence", () => {
  expect(told("Итоги")).toBe("О документе «Итоги» до мая.")
  expect(told("Стол «Тёплый двор»", "5 мая 2027 г.")).toBe("О документе «Стол „Тёплый двор“» до 5 мая 2027 г.")
  expect(told("«А» и «Б»")).toBe("О документе «„А“ и „Б“» до мая.")
  expect(told("5» » труба «")).toBe("О документе «5» » труба «» до мая.")
})
