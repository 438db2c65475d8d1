import { expect, test } from "vitest"
import { TextField } from "#ui/field.tsx"
import { ErrorSummary, Form, field } from "#ui/form.tsx"
import { samplePages } from "#ui/testing/pages.tsx"
import { testView } from "#ui/testing/view.ts"

const wrong = String(samplePages["/wrong"]!(testView()))
const right = String(samplePages["/form"]!(testView()))

test("a refused form keeps what was typed and says each trouble twice: on top and beside the field", () => {
  expect(wrong).toContain('value="&lt;b&gt;&quot;Соседи&quot;&lt;/b&gt;"')
  expect(wrong).toMatch(/<a href="#f-title">Название: Заполните это поле<\/a>/)
  expect(wrong).toMatch(/<p class="trouble" id="f-title-error">.*?Заполните это поле<\/p>/)
  expect(wrong).toMatch(/<input id="f-title"[^>]*aria-invalid="true" aria-describedby="f-title-hint f-title-error"/)
  expect(wrong).toContain("Форма пришла не с этого сайта")
  expect(right).not.toContain("aria-invalid")
})

test("every link of the summary leads to a control", () => {
  const ids = [...wrong.matchAll(/href="#(f-[\w-]+)"/g)].map(([, id]) => id!)
  expect(ids).toHaveLength(2)
  for (const id of ids) expect(wrong).toMatch(new RegExp(`<input [^>]*id="${id}"`))
})

test("the summary counts in Russian", () => {
  const say = (count: number) => {
    const errors = Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, { key: "invalid.required" }]))
    return String(<ErrorSummary view={testView()} labels={{}} errors={errors} />)
  }
  expect(say(1)).toContain("Одно место нужно исправить")
  expect(say(3)).toContain("3 места нужно исправить")
  expect(say(5)).toContain("5 мест нужно исправить")
})

test("values of all kinds are drawn, absent ones are empty", () => {
  const form = { view: testView(), labels: { a: "А", b: "Б", c: "В" }, values: { a: 0, b: null } }
  expect([field(form, "a").value, field(form, "b").value, field(form, "c").value]).toEqual(["0", "", ""])
})

test("a form carries its key once and the address with the language", () => {
  const view = testView({ locale: "en", href: (path) => `/en${path}` })
  const form = { view, labels: { a: "A" } }
  const html = String(
    <Form form={form} action="/x" buttons="">
      <TextField {...field(form, "a")} />
    </Form>,
  )
  expect(html).toContain('method="post" action="/en/x"')
  expect(html.match(/<input type="hidden" name="key" value="4f1c"\/>/g)).toHaveLength(1)
})
