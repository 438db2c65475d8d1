import { beforeAll, expect, test } from "vitest"
import type { ApiDocument } from "#platform/http/build-api.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { buildApp } from "../src/app.ts"

const methods = ["get", "post", "put", "patch", "delete"] as const
let app: ReturnType<typeof buildApp>
let document: ApiDocument
beforeAll(async () => {
  const { url, drop } = await freshDatabase()
  const services = testServices(url)
  app = buildApp(services)
  document = (await (await app.request("/api/openapi.json")).json()) as ApiDocument
  return async () => {
    await services.db.destroy()
    await drop()
  }
})

const operations = () =>
  Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    methods.flatMap((method) => (item[method] ? [{ name: `${method} ${path}`, path, ...item[method] }] : [])),
  )

test("the document equals the routes", () => {
  const routes = app.routes
    .filter((r) => r.method !== "ALL" && r.path.startsWith("/api/v1"))
    .map((r) => `${r.method.toLowerCase()} ${r.path.replace("/api", "").replace(/:(\w+)/g, "{$1}")}`)
  expect(routes.length).toBeGreaterThan(20)
  expect([...new Set(routes)].sort()).toEqual(
    operations()
      .map((o) => o.name)
      .sort(),
  )
})

test("it is OpenAPI 3.1 whose references lead somewhere", () => {
  expect(document.openapi).toBe("3.1.0")
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)]
  expect(refs.length).toBeGreaterThan(20)
  for (const [ref, kind, name] of refs)
    expect((document.components as Record<string, Record<string, unknown>>)[kind!]?.[name!], ref).toBeDefined()
  expect(JSON.stringify(document)).not.toContain('"nullable"')
})

test("every operation says what it does, takes, gives and how it fails", () => {
  const ids = operations().map((o) => o.operationId)
  expect(new Set(ids).size).toBe(ids.length)
  for (const o of operations()) {
    expect(o.operationId, o.name).toMatch(/^[a-z][A-Za-z]+$/)
    expect(o.summary, o.name).toBeTruthy()
    expect(o.tags, o.name).toHaveLength(1)
    const given = (o.parameters ?? []) as { name: string; in: string; required?: boolean; schema?: unknown }[]
    for (const p of given) expect(p.schema, `${o.name} ${p.name}`).toBeDefined()
    expect(
      given.filter((p) => p.in === "path" && p.required).map((p) => `{${p.name}}`),
      o.name,
    ).toEqual(o.path.match(/\{\w+\}/g) ?? [])
    if (o.name.startsWith("post"))
      expect(
        given.map((p) => p.name),
        o.name,
      ).toContain("idempotency-key")
    const answers = Object.entries((o.responses ?? {}) as Record<string, { content?: object; description: string }>)
    const [good] = answers.filter(([status]) => status.startsWith("2"))
    expect(good, o.name).toBeDefined()
    if (good![0] !== "204") expect(good![1].content, o.name).toHaveProperty("application/json")
    for (const [status, answer] of answers.filter(([status]) => !status.startsWith("2")))
      expect(answer.content, `${o.name} ${status}`).toHaveProperty(["application/problem+json"])
    const failures = answers.map(([status]) => status)
    if (given.length || o.requestBody) expect(failures, o.name).toContain("422")
    if (o.path.includes("{id}")) expect(failures, o.name).toContain("404")
  }
})

test("people read it on a page, in both languages", async () => {
  for (const [path, title] of [
    ["/api", "Данные для программ"],
    ["/en/api", "Data for programs"],
  ] as const) {
    const answer = await app.request(path)
    const html = await answer.text()
    expect(answer.status).toBe(200)
    expect(html).toContain(`>${title}</h1>`)
    await expectValidHtml(html)
    for (const o of operations()) {
      expect(html).toContain(`/api${o.path}`)
      expect(html).toContain(`id="${o.operationId}"`)
    }
    for (const said of ["Idempotency-Key", "curl ", "/settings/security/tokens", "/api/openapi.json"])
      expect(html).toContain(said)
    expect(html).not.toMatch(/>(?:api\.[a-z_.]+|undefined|\[object Object\])</)
  }
})
