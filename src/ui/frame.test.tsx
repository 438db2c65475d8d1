import { HtmlValidate, StaticConfigLoader } from "html-validate"
import { describe, expect, test } from "vitest"
import { Page } from "#ui/frame.tsx"
import { htmlRules } from "#ui/testing/html-rules.ts"
import { samplePages } from "#ui/testing/pages.tsx"
import { testView, visitorView } from "#ui/testing/view.ts"

const validator = new HtmlValidate(new StaticConfigLoader([], htmlRules))
const draw = (path: string, view = testView()) => String(samplePages[path]!(view))

describe.each(Object.keys(samplePages))("%s", (path) => {
  test.each(["ru", "en"] as const)("is valid HTML in %s", async (locale) => {
    const report = await validator.validateString(
      draw(path, testView({ locale, flash: { tone: "done", text: "Готово" } })),
    )
    expect(
      report.results.flatMap(({ messages }) => messages.map((m) => `${m.ruleId}: ${m.message} ${m.selector}`)),
    ).toEqual([])
  })
  test.each(["ru", "en"] as const)("has no text without a translation in %s", (locale) => {
    expect(draw(path, testView({ locale })).match(/\b(ui|refusal|invalid)\.[a-z_.]+/g)).toBeNull()
  })
})

test("a page opens so that the cache can put the reader's attributes in", () => {
  const view = visitorView({ display: { size: 150, face: "sans", scheme: "blue", spacing: "normal", motion: "on" } })
  expect(draw("/list", view)).toMatch(/^<!doctype html>\s*<html lang="ru" data-size="150" data-scheme="blue"><head>/)
  expect(draw("/list")).toMatch(/^<!doctype html>\s*<html lang="ru"><head>/)
})

test("a visitor's page holds nothing personal and tells Turbo so", () => {
  const visitors = draw("/resolution", visitorView())
  expect(visitors).toContain('<meta name="session" content="visitor"/>')
  expect(visitors).not.toContain("Осипова")
  expect(visitors).not.toContain("turbo-cache-control")
  expect(draw("/resolution")).toContain('<meta name="turbo-cache-control" content="no-preview"/>')
})

test("title, language switch and search carry what the reader has", () => {
  const html = String(
    <Page
      view={testView({ path: "/search", query: "?q=%22%D1%81%D0%BE%D0%B2%D0%B5%D1%82%22" })}
      title={'<Поиск & "слова">'}
    />,
  )
  expect(html).toContain("<title>&lt;Поиск &amp; &quot;слова&quot;&gt; — Фарватер</title>")
  expect(html).toContain('href="/en/search?q=%22')
  expect(html).toContain('value="&quot;совет&quot;"')
  expect(html.match(/<h1/g)).toHaveLength(1)
})
