import { expect, test } from "vitest"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { visitor } from "#test/visitor.ts"
import { buildApp } from "../../app.ts"

const html = (lang: string) => new RegExp(`<html lang="${lang}"`)

test("the language comes from the address, else from the choice made on this site, else it is Russian", async () => {
  const { url } = await freshDatabase()
  const app = buildApp(testServices(url))
  const reader = visitor(app)
  expect((await reader.get("/")).text).toMatch(html("ru"))
  expect((await reader.get("/en/")).text).toMatch(html("en"))
  expect((await reader.get("/")).text).toMatch(html("ru"))
  const origin = "http://127.0.0.1:3000"
  const clicked = await app.request(
    new Request(`${origin}/en/resolutions`, { headers: { Referer: `${origin}/resolutions` } }),
  )
  expect(clicked.headers.get("Set-Cookie")).toMatch(/^lang=en;/)
  reader.jar.set("lang", "en")
  expect((await reader.get("/")).text).toMatch(html("en"))
  expect((await reader.get("/ru/")).text).toMatch(html("ru"))
})
