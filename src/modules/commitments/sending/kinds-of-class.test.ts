import { expect, test } from "vitest"
import { kindsOfClass } from "./kinds-of-class.ts"

test.each([
  ["Руководители НКО", ["ngo"]],
  ["руководителям социально ориентированных некоммерческих организаций", ["ngo"]],
  ["Общественные организации города", ["ngo"]],
  ["Школы района", ["education", "school_unit"]],
  ["Школьные отряды", ["education", "school_unit"]],
  ["Вузы и колледжи", ["education"]],
  ["СМИ", ["media"]],
  ["Редакции газет и школы", ["education", "school_unit", "media"]],
  ["Предприниматели", ["business"]],
  ["Органы местного самоуправления", ["authority"]],
  ["Библиотеки, музеи", ["institution"]],
  ["Советы ветеранов", ["council"]],
  ["Все желающие", []],
  ["Эконколлегия", []],
])("%s", (name, kinds) => {
  expect(kindsOfClass(name)).toEqual(kinds)
})
