import { translator } from "#platform/i18n.ts"
import type { ExportedResolution, Labels } from "./exported-resolution.ts"
import en from "./locales/en.json" with { type: "json" }
import ru from "./locales/ru.json" with { type: "json" }

const { say } = translator([{ ru, en }])
export const russian = say.ru as unknown as Labels
export const english = say.en as unknown as Labels

const item = (path: string, label: string, text: string, more: Partial<ExportedResolution["items"][number]> = {}) => ({
  type: "item" as const,
  path,
  label,
  text,
  depth: path.split(".").length - 1,
  addressees: [],
  force: "recommend" as const,
  forceLabel: "рекомендовать",
  ...more,
})

/** An invented round table with a block, bullets, a joint addressee and an amendment. */
export const sample: ExportedResolution = {
  title: "Резолюция по итогам круглого стола «Добровольчество рядом: город и общественные организации»",
  kind: "round_table",
  kindLabel: "Круглый стол",
  date: "2026-03-14",
  dateEnd: "2026-03-15",
  place: "г. Синегорск",
  organiser: "АНО «Ресурсный центр „Берег“»",
  preamble: [
    "Участники круглого стола обсудили развитие добровольчества в городе и отмечают, что за год число объединений выросло вдвое.",
  ],
  participantsCount: 22,
  organisations: ["Администрация города Синегорска", "Совет ветеранов", "МБОУ «Школа № 7»"],
  findings: [
    { tone: "positive", text: "создано 14 отрядов в школах;" },
    { tone: "problem", text: "нет единой системы связи между организациями." },
  ],
  items: [
    item(
      "1",
      "1.",
      "Создать единую систему связи общественных организаций города и поручить её ведение ресурсному центру.",
      {
        addressees: [{ name: "АНО «Ресурсный центр „Берег“»", role: "lead" }],
        deadline: "2026-06-01",
        theme: "Взаимодействие НКО и власти",
        status: "в работе",
      },
    ),
    item("2", "", "Рекомендовать Администрации города:", {
      type: "block",
      addressees: [{ name: "Администрация города Синегорска", role: "lead" }],
    }),
    item("2.1", "1.", "Предоставить помещение для встреч добровольцев совместно с советом ветеранов.", {
      addressees: [
        { name: "Администрация города Синегорска", role: "lead" },
        { name: "Совет ветеранов", role: "joint" },
      ],
      term: "до конца учебного года",
      amendedFrom: "Предоставить помещение для встреч.",
    }),
    item("2.2", "2.", "Определить цели работы ресурсного центра:", { force: "decide", forceLabel: "решить" }),
    item("2.2.1", "–", "обучение руководителей и членов отрядов;"),
    item("2.2.2", "–", "сопровождение добровольческих объединений школ и колледжей."),
    item("III.10", "III.10.", "Провести в сентябре встречу участников и подвести итоги.", { depth: 0 }),
  ],
  closing: ["Резолюция принята единогласно и направляется адресатам."],
  adoptedOn: "2026-03-15",
  amendments: [
    {
      date: "2026-04-03",
      number: 1,
      path: "2.1",
      before: "Предоставить помещение для встреч.",
      after: "Предоставить помещение для встреч добровольцев совместно с советом ветеранов.",
      reason: "Решение рабочей группы",
    },
  ],
  url: "https://example.ru/resolutions/7",
}
