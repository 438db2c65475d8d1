import { HtmlValidate } from "html-validate"
import { expect } from "vitest"
import { htmlRules } from "#ui/testing/html-rules.ts"

const validator = new HtmlValidate(htmlRules)

/** Fails with the list of faults when a page is not valid HTML; `where` is said with them. */
export async function expectValidHtml(html: string, where = ""): Promise<void> {
  const report = await validator.validateString(html)
  const faults = report.results.flatMap((r) =>
    r.messages.map((m) => `${m.ruleId}: ${m.message} near ${html.slice(Math.max(0, m.offset - 40), m.offset + 80)}`),
  )
  expect(faults, where).toEqual([])
}
