import { createServer } from "node:http"
import { getRequestListener } from "@hono/node-server"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import { serveFromCache } from "#platform/http/cache.ts"
import { securityHeaders } from "#platform/http/headers.ts"
import type { Services } from "#platform/services.ts"
import { sessionCookie } from "#platform/session/session-cookie.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { aParty } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { originOf, snippetOf } from "./embedding.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let staff: Visitor
let reader: Visitor
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  services = testServices(database.url)
  staff = (await signedIn(services, "coordinator")).browser
  reader = visitor(buildApp(services))
})
const settings = "/settings/embedding"
const policyOf = (headers: Headers) => /frame-ancestors ([^;]*)/.exec(headers.get("Content-Security-Policy")!)![1]

test("a site is scheme, host and port; nothing else gets into a header", () => {
  expect(originOf(" Zarechny.ru/news?x=1 ")).toBe("https://zarechny.ru")
  expect(originOf("http://portal.local:8080/")).toBe("http://portal.local:8080")
  expect(originOf("заречный.рф")).toMatch(/^https:\/\/xn--[a-z0-9]+\.xn--p1ai$/)
  for (const bad of [
    "",
    "*",
    "https://*.ru",
    "a.ru; script-src *",
    "javascript:alert(1)",
    "ftp://a.ru",
    "https://u:p@a.ru",
  ])
    expect(originOf(bad), bad).toBeNull()
  expect(originOf("https://a.ru;script-src")).toBeNull()
  expect(originOf("https://a.ru'")).toBeNull()
  expect(snippetOf({ src: 'https://a/"><script>', title: "«&»", height: 300 })).toBe(
    '<iframe src="https://a/&quot;>&lt;script>" title="«&amp;»" width="100%" height="300" loading="lazy"></iframe>',
  )
})

test("no site frames a register until staff of all allows it, and only the pages for frames are ever framed", async () => {
  const party = await aParty(services, system("test"), "АНО «Причал»")
  const pages = ["/embed/organisations", `/embed/organisations/${party}`, "/embed/services", "/en/embed/services"]
  for (const path of pages) expect(policyOf((await reader.get(path)).headers), path).toBe("'self'")
  expect((await reader.get(settings)).location).toMatch(/^\/sign-in/)
  const member = (await signedIn(services, "member")).browser
  expect((await member.get(settings)).status).toBe(403)
  expect((await member.post(settings, { site: "a.ru" })).status).toBe(403)
  const wrong = await staff.post(settings, { site: "не сайт", note: "звонить Анне" })
  expect(wrong.status).toBe(422)
  for (const kept of ["не сайт", "звонить Анне", "не похоже на адрес сайта"]) expect(wrong.text).toContain(kept)
  expect((await staff.post(settings, { site: "zarechny.ru/glavnaya" })).location).toBe(settings)
  expect((await staff.post(settings, { site: "https://zarechny.ru" })).text).toContain("Этот сайт уже разрешён")
  for (const path of pages) {
    const { headers, text } = await reader.get(path)
    expect(policyOf(headers), path).toBe("'self' https://zarechny.ru")
    expect(headers.get("Content-Security-Policy")).toContain("default-src 'none'")
    expect(headers.get("X-Frame-Options")).toBeNull()
    expect(text).not.toContain("<script")
    await expectValidHtml(text)
  }
  for (const path of ["/", "/organisations", `/organisations/${party}`, "/services", "/sign-in", "/embed/nothing"]) {
    const { headers } = await reader.get(path)
    expect(policyOf(headers), path).toBe("'none'")
    expect(headers.get("X-Frame-Options"), path).toBe("DENY")
  }
  const shown = await staff.get(`${settings}?what=organisations&lang=en&height=500`)
  await expectValidHtml(shown.text)
  expect(shown.text).toContain("&lt;iframe src=")
  expect(shown.text).toContain('src="/en/embed/organisations"')
  const site = /embedding\/(\d+)\/removal/.exec(shown.text)![1]
  expect((await member.post(`${settings}/${site}/removal`)).status).toBe(403)
  expect((await staff.post(`${settings}/${site}/removal`)).location).toBe(settings)
  expect(policyOf((await reader.get(pages[0]!)).headers)).toBe("'self'")
})

test("in a frame nobody is anybody: cookies are neither read nor set", async () => {
  const { token } = await signedIn(services, "administrator")
  const answer = await buildApp(services).request("http://127.0.0.1:3000/embed/organisations", {
    headers: { Cookie: `${sessionCookie}=${token}; lang=en; flash=x`, Referer: "http://127.0.0.1:3000/en/services" },
  })
  expect(answer.headers.getSetCookie()).toEqual([])
  expect(await answer.text()).toContain('<html lang="ru">')
})

test("filters stay in the frame and cards open outside of it", async () => {
  const id = await aParty(services, system("test"), "Фонд «Окно»")
  await aParty(services, system("test"), "Клуб «Дверь»")
  const { text } = await reader.get("/embed/organisations?q=окно")
  expect(text).toContain('action="/embed/organisations"')
  expect(text).toMatch(new RegExp(`href="/organisations/${id}" target="_blank" rel="noopener"`))
  expect(text).not.toContain("Дверь")
  expect((await reader.get("/embed/organisations/999999")).status).toBe(404)
})

test("what is kept for visitors keeps its own headers", async () => {
  const app = buildApp(services)
  await staff.post(settings, { site: "https://gazeta.example" })
  const listener = getRequestListener(app.fetch)
  let fromMemory = 0
  const server = createServer((req, res) => {
    if (serveFromCache(services.cache, securityHeaders, req, res)) fromMemory++
    else void listener(req, res)
  })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const { port } = server.address() as { port: number }
  const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`)
  for (const path of ["/embed/services", "/services"]) {
    const [first, second] = [await get(path), await get(path)]
    const body = (text: string) => text.slice(text.indexOf("<head>"))
    expect(body(await second.text())).toBe(body(await first.text()))
    for (const name of ["Content-Security-Policy", "X-Frame-Options"])
      expect(second.headers.get(name), name).toBe(first.headers.get(name))
  }
  expect(fromMemory).toBe(2)
  server.close()
})
