import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { cookies } from "./privacy.page.tsx"

let database: Awaited<ReturnType<typeof freshDatabase>>
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

test("the page names every cookie that the code sets", () => {
  const root = join(import.meta.dirname, "../../..")
  const found = globSync("**/*.{ts,tsx}", { cwd: root })
    .filter((file) => !/\.test\./.test(file))
    .flatMap((file) => {
      const code = readFileSync(join(root, file), "utf8")
      return [...code.matchAll(/\bsetCookie\(\s*c,\s*(?:"(\w+)"|(\w+))/g)].map(
        ([, name, constant]) => name ?? new RegExp(`const ${constant} = "(\\w+)"`).exec(code)?.[1] ?? constant,
      )
    })
  expect([...new Set(found)].sort()).toEqual([...cookies].sort())
})

test("it is there for everybody, in both languages, and says whom to ask", async () => {
  const services = testServices(database.url)
  const reader = visitor(buildApp(services))
  const russian = await reader.get("/privacy")
  expect(russian.status).toBe(200)
  await expectValidHtml(russian.text)
  expect(russian.text).toContain("Центр ещё не указал")
  const english = (await reader.get("/en/privacy")).text
  await expectValidHtml(english)
  for (const name of cookies) expect(english).toContain(`<code>${name}</code>`)
  for (const html of [russian.text, english]) expect(html).not.toMatch(/>\s*privacy\./)

  const { browser } = await signedIn(services, "administrator")
  expect((await browser.get("/privacy")).text).toContain('href="/settings/letters"')
  await browser.post("/settings/letters", { organisation: "АНО «Опора»", address: "г. Заречный, а/я 7", phone: "+7 1" })
  const said = (await reader.get("/privacy")).text
  for (const shown of ["АНО «Опора»", "г. Заречный, а/я 7"]) expect(said).toContain(shown)
  for (const hidden of ["+7 1", "Центр ещё не указал", "/settings/letters"]) expect(said).not.toContain(hidden)
})

test("it tells those who answer requests what is kept of them, and for how long", async () => {
  const reader = visitor(buildApp(testServices(database.url)))
  const russian = (await reader.get("/privacy")).text
  for (const said of ["Если вы отвечаете на запрос", "Имя и должность, которые вы указали", "хранятся 90 суток"])
    expect(russian).toContain(said)
  const english = (await reader.get("/en/privacy")).text
  for (const said of ["If you answer a request", "The name and post that you give", "kept for 90 days"])
    expect(english).toContain(said)
})
