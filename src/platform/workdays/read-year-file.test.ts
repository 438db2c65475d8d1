import fc from "fast-check"
import iconv from "iconv-lite"
import { describe, expect, it } from "vitest"
import { writeSheets } from "#platform/office/xlsx.ts"
import { builtInYear } from "./built-in.ts"
import { readYearFile } from "./read-year-file.ts"
import { countWorkdays } from "./year-days.ts"

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string) => readYearFile(bytes(text))
/** Troubles as «line key param…». */
const wrong = async (content: string | Uint8Array) => {
  const answer = await readYearFile(typeof content === "string" ? bytes(content) : content)
  if (answer.ok) throw new Error("the file was taken")
  return answer.troubles.map(({ line, saying }) =>
    [line ?? "–", saying.key.split(".")[2], ...Object.values(saying.params ?? {})].join(" "),
  )
}

const xml = (days: string, year = "2026") =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<calendar year="${year}" lang="ru" date="2025.09.30" country="ru">\n<holidays>\n<holiday id="1" title="Новогодние каникулы"/>\n</holidays>\n<days>\n${days}\n</days>\n</calendar>\n`
const xml2026 = xml(
  [
    ...["01.01", "01.02", "01.03", "01.04", "01.05", "01.06", "01.07", "01.08"].map(
      (d) => `<day d="${d}" t="1" h="1"/>`,
    ),
    '<day d="01.09" t="1" f="01.03"/>\n<day d="02.23" t="1" h="3"/>\n<day d="03.08" t="1" h="4"/>\n<day d="03.09" t="1" f="03.08"/>',
    '<day d="04.30" t="2"/>\n<day d="05.01" t="1" h="5"/>\n<day d="05.08" t="2"/>\n<day d="05.09" t="1" h="6"/>\n<day d="05.11" t="1" f="05.09"/>',
    '<day d="06.11" t="2"/>\n<day d="06.12" t="1" h="7"/>\n<day d="11.03" t="2"/>\n<day d="11.04" t="1" h="8"/>\n<day d="12.31" t="1" f="01.04"/>',
  ].join("\n"),
)
const json2026 = JSON.stringify({
  year: 2026,
  months: [
    ...["1,2,3,4,5,6,7,8,9+,10,11,17,18,24,25,31", "1,7,8,14,15,21,22,23,28", "1,7,8,9+,14,15,21,22,28,29"],
    ...["4,5,11,12,18,19,25,26,30*", "1,2,3,8*,9,10,11+,16,17,23,24,30,31", "6,7,11*,12,13,14,20,21,27,28"],
    ...["4,5,11,12,18,19,25,26", "1,2,8,9,15,16,22,23,29,30", "5,6,12,13,19,20,26,27"],
    ...["3,4,10,11,17,18,24,25,31", "1,3*,4,7,8,14,15,21,22,28,29", "5,6,12,13,19,20,26,27,31+"],
  ].map((days, i) => ({ month: i + 1, days })),
})

describe("a year that can be read", () => {
  it.each([
    ["XML", xml2026],
    ["JSON", json2026],
  ])("2026 in the %s of xmlcalendar.ru is the built-in year", async (_, text) => {
    expect(await read(text)).toEqual({ ok: true, year: 2026, days: builtInYear(2026) })
  })

  it("a working Saturday, also a short one", async () => {
    const days = '<day d="02.21" t="3"/>\n<day d="11.07" t="2"/>'
    expect(await read(xml(days))).toEqual({
      ok: true,
      year: 2026,
      days: { "2026-02-21": "work", "2026-11-07": "short" },
    })
  })

  const table = { "2027-01-01": "off", "2027-02-20": "short", "2027-02-22": "off", "2027-11-06": "work" }
  it.each([
    [";", "дата;день\n01.01.2027;выходной\n20.02.2027;Сокращённый\n22.02.2027;выходной\n06.11.2027;рабочий\n"],
    ["\t", "01.01.2027\tвыходной\r\n\r\n20.02.2027\tсокращенный\r\n2027-02-22\tвыходной\r\n6 ноября 2027 г.\tрабочий"],
    [",", "date,kind\n2027-01-01,off\n2027-02-20,short\n2027-02-22,off\n2027-11-06,WORK,a Saturday\n"],
  ])("CSV with %j", async (_, text) => {
    expect(await read(text)).toEqual({ ok: true, year: 2027, days: table })
    expect(await readYearFile(iconv.encode(text, "windows-1251"))).toMatchObject({ ok: true, days: table })
    expect(await readYearFile(iconv.encode(text, "utf-16le", { addBOM: true }))).toMatchObject({ ok: true })
  })

  it(".xlsx with real dates and with text", async () => {
    const columns = [
      { header: "Дата", width: 12, type: "date" as const },
      { header: "День", width: 12, type: "text" as const },
    ]
    const rows = [
      ["2027-01-01", "выходной"],
      ["2027-02-20", "сокращённый"],
      ["2027-02-22", "off"],
      ["2027-11-06", "рабочий"],
    ]
    for (const type of ["date", "text"] as const) {
      const sheet = await writeSheets([{ name: "2027", columns: [{ ...columns[0]!, type }, columns[1]!], rows }])
      expect(await readYearFile(sheet), type).toEqual({ ok: true, year: 2027, days: table })
    }
  })

  it("is counted", () => {
    expect(countWorkdays(2026, builtInYear(2026))).toEqual({ working: 247, short: 4 })
    expect(countWorkdays(2027, { "2027-11-06": "work" })).toEqual({ working: 262, short: 0 })
  })
})

describe("a file that cannot be taken is explained line by line", () => {
  it.each([
    ["nothing", "", ["– empty"]],
    ["only headings", "дата;день\n", ["– empty"]],
    [
      "wrong rows",
      "дата;день\n31.02.2027;выходной\n01.03.2027;праздник\n02.03;выходной\n03.03.2028;рабочий",
      ["2 no_date 31.02.2027", "3 no_kind праздник", "4 no_date 02.03"],
    ],
    ["two years", "01.01.2027;выходной\n01.01.2028;выходной", ["2 other_year 01.01.2028 2027"]],
    ["a day twice", "01.01.2027;выходной\n2027-01-01;рабочий", ["2 twice 2027-01-01 1"]],
    ["prose", "Здравствуйте, вот календарь.\nС уважением", ["2 no_kind "]],
    ["a year too far", "01.01.2227;выходной", ["– far_year 2227"]],
    ["an unknown type", xml('<day d="01.01" t="7"/>\n<day d="13.01" t="1"/>'), ["7 no_type 7", "8 no_date 13.01"]],
    ["no days", xml(""), ["– empty"]],
    ["other XML", "<rss><day d='01.01' t='1'/></rss>", ["– not_xmlcalendar"]],
    ["broken XML", '<calendar year="2026">\n<days>\n<day d="01.01" t="1">\n</days>', ["4 broken"]],
    ["a web page", "<!doctype html>\n<html><body>", ["1 broken"]],
    ["other JSON", '{"a":1}', ["– not_xmlcalendar"]],
    ["broken JSON", '{"year":2026,', ["– not_xmlcalendar"]],
    [
      "half a year of JSON",
      JSON.stringify({ year: 2026, months: [{ month: 2, days: "30,x" }] }),
      ["– no_month 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12", "– no_day 2 30", "– no_day 2 x"],
    ],
  ])("%s", async (_, text, expected) => expect(await wrong(text)).toEqual(expected))

  it("entities are not opened, giants and foreign archives are not read", async () => {
    const bomb = `<!DOCTYPE c [<!ENTITY a "aaaa">]><calendar year="2026"><days><day d="&a;" t="1"/></days></calendar>`
    expect(await wrong(bomb)).toEqual(["1 broken"])
    expect(await wrong(new Uint8Array(2 ** 20 + 1))).toEqual(["– too_large"])
    expect(await wrong(bytes("PK\u0003\u0004 not an archive"))).toEqual(["– unreadable"])
    expect(await wrong(new Uint8Array([0xff, 0xd8, 0xff, 0, 0, 1, 2, 3]))).toHaveLength(1)
  })

  it("no file whatever crashes the reading", async () => {
    const pieces = [
      "<",
      "calendar",
      ' year="2026"',
      ">",
      "<day ",
      'd="01.01"',
      ' t="1"/>',
      "{",
      '"year":',
      "2026",
      ";",
      "выходной",
      "01.01.2027",
      "\n",
      "\0",
      "PK",
    ]
    const text = fc
      .array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 12 })
      .map((all) => all.join(""))
    await fc.assert(
      fc.asyncProperty(text, async (content) => {
        const answer = await read(content)
        if (!answer.ok) expect(answer.troubles.length).toBeGreaterThan(0)
      }),
      { numRuns: 300 },
    )
  })
})
