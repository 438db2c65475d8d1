import { expect, test } from "vitest"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { signedIn } from "#test/signed-in.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"

test("smoke", async () => {
  const { url } = await freshDatabase()
  const services = testServices(url)
  const { browser } = await signedIn(services, "coordinator")
  const people = visitor(buildApp(services))
  const empty = await people.get("/organisations")
  expect(empty.status, empty.text).toBe(200)
  await expectValidHtml(empty.text)
  const form = await browser.get("/organisations/new")
  await expectValidHtml(form.text)
  const added = await browser.post("/organisations", {
    kind: "ngo",
    name: "АНО «Тёплый дом»",
    email: "dom@example.ru",
    site: "dom.example.ru",
  })
  expect(added.location, added.text).toBe("/organisations/1")
  const card = await people.get("/organisations/1")
  await expectValidHtml(card.text)
  expect(card.text).not.toContain("dom@example.ru")
  const mine = await browser.get("/organisations/1")
  await expectValidHtml(mine.text)
  expect(mine.text).toContain("dom@example.ru")
  const list = await people.get("/organisations")
  await expectValidHtml(list.text)
  const paste = await browser.get("/organisations/paste")
  await expectValidHtml(paste.text)
  const preview = await browser.post("/organisations/paste", {
    do: "check",
    text: 'Название\tГород\tПочта\nСовет ветеранов\tЗаречный\tsov@example.ru\nАНО "Теплый дом"\t\t\nШкола № 5\tЗаречный\tнет почты\n',
  })
  expect(preview.status).toBe(200)
  await expectValidHtml(preview.text)
  await expectValidHtml((await browser.get("/settings/territories")).text)
  await expectValidHtml((await browser.get("/settings/territories/new")).text)
})
