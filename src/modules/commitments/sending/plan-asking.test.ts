import { expect, test } from "vitest"
import type { ItemForAsking } from "#modules/deliberation/public.ts"
import { keyOf, planAsking } from "./plan-asking.ts"

let ids = 0
const to = (name: string, role: "lead" | "joint" | "class" = "lead", partyId: number | null = null) => ({
  id: ++ids,
  raw: name,
  name,
  role,
  partyId,
  directionId: null,
})
const item = (id: number, addressees: ReturnType<typeof to>[], more: Partial<ItemForAsking> = {}): ItemForAsking => ({
  id,
  resolutionId: 1,
  position: id,
  type: "item",
  path: String(id),
  label: `${id}.`,
  depth: 0,
  parentId: null,
  text: `Пункт ${id}`,
  words: `Пункт ${id}`,
  heading: null,
  themeId: null,
  theme: null,
  force: "recommend",
  deadline: null,
  term: "",
  fromLine: null,
  toLine: null,
  expectedResult: "",
  removedBy: null,
  closedAt: null,
  closedWhy: null,
  addressees,
  ...more,
})
const before = (itemId: number, addressee: string, askedOn = "2026-03-03") => ({
  itemId,
  addressee,
  askedOn,
  relation: null,
})
const none = new Map()

test("one letter for each addressee, with its own items and who else is asked for them", () => {
  const items = [
    item(1, [to("Администрация", "lead", 7)]),
    item(2, [to("АДМИНИСТРАЦИЯ"), to("Совет", "joint")]),
    item(3, []),
    item(4, [to("Совет")], { closedAt: new Date(0) }),
  ]
  const { recipients, unaddressed } = planAsking(items, [], none)
  expect(recipients.map((r) => [r.name, r.partyId, r.items.map((i) => [i.number, i.role])])).toEqual([
    [
      "Администрация",
      7,
      [
        ["1.", "lead"],
        ["2.", "lead"],
      ],
    ],
    ["Совет", null, [["2.", "joint"]]],
  ])
  expect(recipients[1]!.items[0]!.others).toEqual([{ name: "АДМИНИСТРАЦИЯ", role: "lead" }])
  expect(unaddressed.map((i) => i.id)).toEqual([3])
})

test("what somebody was asked for is not offered again, and is told by day", () => {
  const items = [item(1, [to("Совет")]), item(2, [to("Совет")]), item(3, [to("Клуб")])]
  const said = [before(1, "«Совет»"), before(3, "Клуб"), { ...before(2, "Совет"), relation: "part" }]
  const plan = planAsking(items, said, none)
  expect(plan.recipients.map((r) => [r.name, r.items.map((i) => i.id)])).toEqual([["Совет", [2]]])
  expect(plan.asked).toEqual([
    { name: "«Совет»", askedOn: "2026-03-03", numbers: ["1."] },
    { name: "Клуб", askedOn: "2026-03-03", numbers: ["3."] },
  ])
})

test("a class is asked through the members that were chosen; one who is named too gets one letter", () => {
  const items = [item(1, [to("Руководители НКО", "class")]), item(2, [to("Фонд «Причал»", "joint", 5)])]
  expect(planAsking(items, [], none)).toMatchObject({
    recipients: [{ name: "Фонд «Причал»" }],
    classes: [{ items: [{}] }],
  })
  const key = keyOf("руководители  НКО")
  const chosen = new Map([
    [
      key,
      [
        { id: 5, name: "Фонд «Причал»" },
        { id: 6, name: "Фонд «Маяк»" },
      ],
    ],
  ])
  const { recipients } = planAsking(items, [before(1, "фонд маяк")], chosen)
  expect(recipients.map((r) => [r.name, r.partyId, r.items.map((i) => i.id), r.classes])).toEqual([
    ["Фонд «Причал»", 5, [2, 1], [key]],
  ])
})
