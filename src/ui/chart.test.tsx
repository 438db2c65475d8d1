import { HtmlValidate, StaticConfigLoader } from "html-validate"
import { describe, expect, test } from "vitest"
import { BarChart, type BarRow, type ChartTone, percent, TrendChart, type TrendPoint } from "#ui/chart.tsx"
import { htmlRules } from "#ui/testing/html-rules.ts"
import { testView } from "#ui/testing/view.ts"

const validator = new HtmlValidate(
  new StaticConfigLoader([], { ...htmlRules, extends: ["html-validate:recommended", "html-validate:document"] }),
)
const view = testView()
const bars = (rows: BarRow[], more: object = {}) =>
  String(<BarChart view={view} id="a" caption="Ответы" heading="Адресат" totalName="Спросили" rows={rows} {...more} />)
const trend = (points: TrendPoint[]) =>
  String(<TrendChart view={view} caption="Первый ответ" heading="Год" unit="дней" points={points} />)
/** x and width of every part, row by row. */
const partsOf = (html: string) =>
  [...html.slice(html.indexOf('class="bars"')).matchAll(/class="part (\w+)" x="([^"]*)" width="([^"]*)"/g)].map(
    ([, tone, x, width]) => `${tone} ${x} ${width}`,
  )
const cells = (html: string) => [...html.matchAll(/<t[hd](?: [^>]*)?>(.*?)<\/t[hd]>/g)].map(([, cell]) => cell)
const row = (label: string, done: number, silent: number, total?: number): BarRow => ({
  label,
  said: `${done} из ${done + silent}`,
  values: [
    { name: "исполнено", value: done, tone: "done" },
    { name: "молчат", value: silent, tone: "silent" },
  ],
  ...(total !== undefined && { total }),
})

describe("bars", () => {
  test("one row: parts follow one another, and the table says the same numbers", () => {
    const html = bars([row("Совет", 3, 1, 8)])
    expect(partsOf(html)).toEqual(["done 0% 37.5%", "silent 37.5% 12.5%"])
    expect(cells(html)).toEqual(["Адресат", "Спросили", "исполнено", "молчат", "Совет", "8", "3", "1"])
    expect(html).toContain('role="img" aria-label="исполнено: 3, молчат: 1"')
    expect(html).toContain("<b>3 из 4</b>")
  })

  test("without totals the longest row is the whole", () => {
    const html = bars([row("А", 2, 2), row("Б", 1, 0)], { totalName: undefined })
    expect(partsOf(html)).toEqual(["done 0% 50%", "silent 50% 50%", "done 0% 25%"])
    expect(cells(html).slice(0, 3)).toEqual(["Адресат", "исполнено", "молчат"])
  })

  test("zero totals, and values that are no shares, draw no part and no wrong number", () => {
    const html = bars([row("А", 0, 0, 0), row("Б", -1, 0), row("В", 5, 5, 4)])
    expect(partsOf(html)).toEqual(["done 0% 100%", "silent 100% 100%"])
    expect(html).not.toMatch(/NaN|Infinity|undefined/)
  })

  test("what is in a row is text", () => {
    const name = `<script>alert("1")</script>`
    const html = bars([{ label: name, href: `/x?a="b"`, said: name, values: [{ name, value: 1 }] }], { caption: name })
    expect(html).not.toContain("<script>")
    expect(html.match(/&lt;script&gt;/g)!.length).toBeGreaterThanOrEqual(5)
    expect(html).toContain('href="/x?a=&quot;b&quot;"')
  })

  test("nothing to show is said, without an empty table or list", () => {
    const html = bars([])
    expect(html).toContain("Пока нечего показать.")
    expect(html).not.toMatch(/<table|<ul|<ol/)
    expect(trend([])).toContain("Пока нечего показать.")
    expect(trend([])).not.toMatch(/<table|<ul|<ol/)
  })

  test("every tone has a hatching of its own, defined once, and none that is not used", () => {
    const tones: ChartTone[] = ["done", "work", "late", "silent", "plain"]
    const html = bars([
      { label: "А", said: "5", values: tones.map((tone) => ({ name: tone, value: 1, tone })) },
      { label: "Б", said: "5", values: tones.map((tone) => ({ name: tone, value: 1, tone })) },
    ])
    const paths = [...html.matchAll(/<pattern id="a-\w+".*?<path d="([^"]+)"/g)].map(([, d]) => d)
    expect(new Set(paths).size).toBe(5)
    expect(paths).toHaveLength(5)
    const used = new Set([...html.matchAll(/url\(#([\w-]+)\)/g)].map(([, id]) => id))
    for (const id of used) expect(html).toContain(`<pattern id="${id}"`)
    expect(bars([row("А", 1, 1)]).match(/<pattern/g)).toHaveLength(2)
  })
})

describe("a trend", () => {
  test("each point says its number; what is not known is no zero", () => {
    const html = trend([
      { label: "2024", value: 5 },
      { label: "2025" },
      { label: "2026", value: 20 },
      { label: "2027", value: 0 },
    ])
    expect([...html.matchAll(/class="along" width="([^"]+)"/g)].map(([, width]) => width)).toEqual([
      ...["25%", "100%", "0%"],
    ])
    expect(
      [...html.matchAll(/class="up" y="([^"]+)" width="100%" height="([^"]+)"/g)].map(([, y, h]) => `${y} ${h}`),
    ).toEqual([...["75% 25%", "0% 100%", "100% 0%"]])
    expect([...html.matchAll(/<b>(.*?)<\/b>/g)].map(([, said]) => said)).toEqual(["5", "–", "20", "0"])
    expect(cells(html)).toEqual(["Год", "дней", "2024", "5", "2025", "–", "2026", "20", "2027", "0"])
  })

  test("only zeros, and one point", () => {
    expect(trend([{ label: "2026", value: 0 }])).not.toMatch(/NaN|Infinity/)
    expect(trend([{ label: "2026", value: 7 }])).toContain('width="100%" height="100%"')
  })

  test("long rows of points stay rows", () => {
    const points = (count: number) => Array.from({ length: count }, (_, i) => ({ label: String(i), value: i }))
    expect(trend(points(14))).toContain('class="trend columns"')
    expect(trend(points(15))).toContain('class="trend"')
  })

  test("numbers are written as in the language", () => {
    expect(trend([{ label: "2026", value: 1234.5 }])).toMatch(/<b>1\s234,5<\/b>/)
    const english = (
      <TrendChart
        view={testView({ locale: "en" })}
        caption="c"
        heading="h"
        unit="u"
        points={[{ label: "a", value: 1234.5 }]}
      />
    )
    expect(String(english)).toContain("<b>1,234.5</b>")
  })
})

test("charts are valid HTML without a style of their own", async () => {
  for (const html of [bars([row("А", 1, 2, 4)]), bars([]), trend([{ label: "а", value: 1 }]), trend([])]) {
    const page = `<!doctype html><html lang="ru"><head><title>Проба</title></head><body>${html}</body></html>`
    const report = await validator.validateString(page)
    expect(report.results.flatMap((r) => r.messages.map((m) => `${m.ruleId}: ${m.message}`))).toEqual([])
    expect(html).not.toMatch(/\sstyle=|<style/)
  }
})

test("a share is a percentage between nothing and all", () => {
  expect([0.5, 1 / 3, -1, 2, Number.NaN, Number.POSITIVE_INFINITY].map(percent)).toEqual([
    ...["50%", "33.33%", "0%", "100%", "0%", "100%"],
  ])
})
