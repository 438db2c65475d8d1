import { afterAll, beforeAll, expect, test } from "vitest"
import { addToken, addUser } from "#platform/session/cli.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { buildApp } from "../../../app.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

const text = "РЕЗОЛЮЦИЯ круглого стола «Забота»\nг. Солнечный\nРЕШИЛИ:\n1. Администрации города провести форум.\n"

test("the original of an upload stays with the draft: for the staff only, and gone with it", async () => {
  const services = testServices(database.url)
  await addUser(services, { email: "anna@example.ru", role: "coordinator" })
  await addUser(services, { email: "pavel@example.ru", role: "member" })
  const app = buildApp(services)
  const bearer = async (email: string) => ({
    Authorization: `Bearer ${await addToken(services, { email, name: "test" })}`,
  })
  const [staff, member] = [await bearer("anna@example.ru"), await bearer("pavel@example.ru")]
  const get = (path: string, headers: Record<string, string> = {}) =>
    app.request(`http://localhost${path}`, { headers })

  const form = new FormData()
  form.set("key", crypto.randomUUID())
  form.set("file", new File([text], "Резолюция «Забота».txt"))
  const send = () => app.request("http://localhost/resolutions/new", { method: "POST", body: form, headers: staff })
  const draft = (await send()).headers.get("Location")!
  expect(draft).toMatch(/^\/resolutions\/\d+\/draft$/)
  expect((await send()).headers.get("Location")).toBe(draft)

  const source = draft.replace("/draft", "/source")
  const page = await get(source, staff)
  expect(page.status).toBe(200)
  const html = await page.text()
  for (const line of text.split("\n").filter(Boolean)) expect(html).toContain(line)
  const [link] = /\/files\/[0-9a-f-]{36}/.exec(html)!
  const file = await get(link, staff)
  expect([file.status, await file.text()]).toEqual([200, text])
  expect(file.headers.get("Content-Disposition")).toContain(encodeURIComponent("Резолюция «Забота».txt"))
  for (const path of [source, link])
    expect([(await get(path)).status, (await get(path, member)).status], path).toEqual([404, 404])

  const removal = new URLSearchParams({ version: "1", key: crypto.randomUUID() })
  const removed = await app.request(`http://localhost${draft}/removal`, {
    method: "POST",
    body: removal,
    headers: staff,
  })
  expect(removed.status).toBe(303)
  expect((await get(link, staff)).status).toBe(404)
})
