import { createServer } from "node:http"
import { type AddressInfo, connect } from "node:net"
import { getRequestListener } from "@hono/node-server"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import { storeFile } from "#platform/files/store-file.ts"
import { serveFromCache } from "#platform/http/cache.ts"
import { securityHeaders } from "#platform/http/headers.ts"
import type { Services } from "#platform/services.ts"
import { sessionCookie } from "#platform/session/session-cookie.ts"
import { buildApp } from "../src/app.ts"
import { signedIn } from "./actors.ts"
import { freshDatabase } from "./database.ts"
import { testServices } from "./services.ts"
import { type Visitor, visitor } from "./visitor.ts"

const origin = "http://127.0.0.1:3000"

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let app: ReturnType<typeof buildApp>
let admin: Awaited<ReturnType<typeof signedIn>>
let staff: Visitor
beforeAll(async () => {
  database = await freshDatabase()
  services = testServices(database.url)
  app = buildApp(services)
  admin = await signedIn(services, "administrator")
  staff = admin.browser
})
afterAll(async () => {
  await services.db.destroy()
  await database.drop()
})

/** The server as it runs: the cache first, then the application. */
async function served() {
  const listener = getRequestListener(app.fetch)
  const server = createServer((req, res) => {
    if (!serveFromCache(services.cache, securityHeaders, req, res)) void listener(req, res)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  return {
    at: `http://127.0.0.1:${port}`,
    /** Sends bytes as they are. @returns the first line of the answer, "" when there is none */
    raw: (bytes: string) =>
      new Promise<string>((resolve) => {
        const socket = connect(port, "127.0.0.1", () => socket.write(bytes))
        let got = ""
        socket.on("data", (part) => {
          got += part
          socket.destroy()
        })
        socket.on("error", () => {})
        socket.on("close", () => resolve(got.split("\r\n")[0]!))
        socket.setTimeout(2000, () => socket.destroy())
      }),
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

describe("what visitors share", () => {
  const lang = async (at: string, Cookie: string) =>
    /<html lang="(\w+)"/.exec(await (await fetch(at, { headers: { Cookie } })).text())?.[1]

  test("is never drawn in the language of whoever came first by a crooked cookie", async () => {
    const { at, stop } = await served()
    for (const [cookie, path] of [
      ["xlang=ru; lang=en", "/bodies"],
      ["lang=%65n", "/bodies?a=1"],
      ["lang=fr; lang=en", "/bodies?a=2"],
      ["\tlang =en", "/bodies?a=3"],
      ['lang="en"', "/bodies?a=4"],
    ] as const) {
      await lang(at + path, cookie)
      expect(await lang(at + path, ""), cookie).toBe("ru")
      expect(await lang(at + path, "lang=ru"), cookie).toBe("ru")
      expect(await lang(at + path, "lang=en"), cookie).toBe("en")
    }
    await stop()
  })

  test("does not swallow the choice of a language", async () => {
    const { at, stop } = await served()
    await fetch(`${at}/en/bodies`)
    const chosen = await fetch(`${at}/en/bodies`, { headers: { Referer: `${at}/bodies` } })
    expect(chosen.headers.get("Set-Cookie")).toMatch(/^lang=en/)
    expect((await fetch(`${at}/en/bodies`, { headers: { Referer: `${at}/en/` } })).headers.get("ETag")).not.toBeNull()
    await stop()
  })

  test("holds nothing of those who signed in, keeps its headers, and grows no further than it may", async () => {
    const { at, stop } = await served()
    const cookie = `${sessionCookie}=${admin.token}`
    for (const Cookie of [cookie, `a=1;${cookie}`, cookie.replace("=", " =")])
      await fetch(`${at}/resolutions?b=1`, { headers: { Cookie } })
    const first = await fetch(`${at}/resolutions?b=1`)
    expect(await first.text()).not.toContain("Лидия")
    const again = await fetch(`${at}/resolutions?b=1`)
    const etag = again.headers.get("ETag")!
    expect(again.headers.get("Cache-Control")).toBe("private, no-cache")
    expect(again.headers.get("Content-Security-Policy")).toContain("frame-ancestors 'none'")
    const known = await fetch(`${at}/resolutions?b=1`, { headers: { Cookie: cookie, "If-None-Match": etag } })
    expect([known.status, (await known.text()).includes("Лидия")]).toEqual([200, true])
    expect((await fetch(`${at}/resolutions?b=1`, { headers: { "If-None-Match": etag } })).status).toBe(304)
    expect((await fetch(`${at}/resolutions?b=1`, { method: "HEAD" })).status).toBe(200)
    const { cache } = services
    const page = `<!doctype html><html lang="ru">${"я".repeat(1_000_000)}`
    for (let i = 0; i < 60; i++) cache.put(`|/${i}`, page, "text/html", Date.now(), cache.generation)
    expect(cache.get("|/0", Date.now())).toBeUndefined()
    expect(cache.get("|/59", Date.now())).toBeDefined()
    cache.put("|/huge", page.repeat(5), "text/html", Date.now(), cache.generation)
    expect(cache.get("|/huge", Date.now())).toBeUndefined()
    await stop()
  })

  test("no request, however broken, ends the server", async () => {
    const { at, raw, stop } = await served()
    const faults: unknown[] = []
    const note = (err: unknown) => faults.push(err)
    process.on("uncaughtException", note)
    process.on("unhandledRejection", note)
    const lines = []
    for (const request of [
      "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET // HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /%E0%A4%A HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET http://[ HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: [\r\n\r\n",
      "GET / HTTP/1.0\r\n\r\n",
      "GET \\..\\ HTTP/1.1\r\nHost: a\r\n\r\n",
      "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
      "QUERY / HTTP/1.1\r\nHost: a\r\n\r\n",
      "POST /sign-in HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nContent-Type: multipart/form-data\r\nContent-Length: 1\r\n\r\nx",
      "POST /sign-in HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 9\r\n\r\n--b\r\nxxxx",
    ])
      lines.push(await raw(request))

    const big = await staff.get("/assets/none")
    expect(big.status).toBe(404)
    expect((await fetch(`${at}/healthz`)).status).toBe(200)
    process.off("uncaughtException", note)
    process.off("unhandledRejection", note)
    expect(faults).toEqual([])
    expect(lines.filter((line) => / 5\d\d /.test(line))).toEqual([])
    await stop()
  })
})

describe("a deed", () => {
  const keyed = (form: Record<string, string>) =>
    staff.post("/settings/territories", { kind: "municipality", parentId: "", ...form })
  const named = async (name: string) =>
    (await services.db.selectFrom("registry.territory").select("id").where("name", "=", name).execute()).length

  test("is one however often its form is sent, and another one when the form says something else", async () => {
    const answers = await Promise.all([1, 2, 3].map(() => keyed({ name: "Лесной округ", key: "k1" })))
    expect(answers.map((a) => a.status)).toEqual([303, 303, 303])
    expect(await named("Лесной округ")).toBe(1)
    expect((await keyed({ name: "Полевой округ", key: "k1" })).status).toBe(303)
    expect(await named("Полевой округ")).toBe(1)
    expect((await keyed({ name: "", key: "k2" })).status).toBe(422)
    expect((await keyed({ name: "Речной округ", key: "k2" })).status).toBe(303)
    expect((await keyed({ name: "Луговой округ", key: "ключ\0".repeat(20_000) })).status).toBe(303)
    const kept = await services.db.selectFrom("platform.idempotency").select("key").execute()
    expect(kept.every(({ key }) => /^[\w-]{43}$/.test(key))).toBe(true)
  })

  test("makes one draft of two clicks", async () => {
    const send = () => staff.post("/resolutions/new", { text: "РЕЗОЛЮЦИЯ\n1. Создать совет.", key: "two clicks" })
    const [one, two] = await Promise.all([send(), send()])
    expect(one.location).toMatch(/^\/resolutions\/\d+\/draft$/)
    expect(two.location).toBe(one.location)
  })

  test("of one person is not answered with another's", async () => {
    const other = (await signedIn(services, "administrator")).browser
    expect(
      (
        await other.post("/settings/territories", {
          kind: "municipality",
          parentId: "",
          name: "Лесной округ",
          key: "k1",
        })
      ).status,
    ).toBe(422)
  })
})

describe("forms of other sites", () => {
  const send = (path: string, headers: Record<string, string>, body: string) =>
    app.request(
      new Request(origin + path, {
        method: "POST",
        body,
        headers: { Cookie: `${sessionCookie}=${admin.token}`, ...headers },
      }),
    )
  const form = "application/x-www-form-urlencoded"
  const deed = "kind=municipality&parentId=&name=%D0%A7%D1%83%D0%B6%D0%BE%D0%B9"

  test.each([
    ["a foreign origin", { Origin: "https://evil.example", "Content-Type": form }],
    ["no origin that may be told", { Origin: "null", "Content-Type": form }],
    ["no origin at all", { "Content-Type": form }],
    ["a neighbouring site", { Origin: "https://evil.example", "Sec-Fetch-Site": "same-site", "Content-Type": form }],
    ["a type in capitals", { Origin: "https://evil.example", "Content-Type": "APPLICATION/X-WWW-FORM-URLENCODED" }],
    ["the password of a proxy", { Origin: "https://evil.example", "Content-Type": form, Authorization: "Basic dTpw" }],
    ["half a token", { Origin: "https://evil.example", "Content-Type": form, Authorization: "Bearer" }],
  ])("with %s are refused", async (_, headers) => {
    expect((await send("/settings/territories", headers, deed)).status).toBe(403)
  })

  test("do not reach the API as text, and a token given with a cookie acts for itself", async () => {
    const body = JSON.stringify({ name: "Чужой", kind: "municipality" })
    const evil = { Origin: "https://evil.example" }
    for (const type of ["text/plain", "text/plain; charset=application/json", form, "multipart/form-data; boundary=a"])
      expect((await send("/api/v1/territories", { ...evil, "Content-Type": type }, body)).status, type).toBe(403)
    const token = await send(
      "/settings/territories",
      { ...evil, "Content-Type": form, Authorization: "bearer nobody" },
      deed,
    )
    expect(token.headers.get("Location")).toBe("/sign-in")
    expect(
      await services.db.selectFrom("registry.territory").select("id").where("name", "=", "Чужой").execute(),
    ).toEqual([])
  })
})

describe("whoever breaks off", () => {
  test("in the middle of a file leaves the server whole", async () => {
    const bytes = new Uint8Array(8 * 2 ** 20).fill(32)
    const id = await services.db.transaction().execute((tx) =>
      storeFile({ tx, actor: system("test"), now: new Date() }, services.filesDir, {
        bytes,
        name: "текст.txt",
        use: "document",
        audience: "public",
        subject: null,
      }),
    )
    const { at, stop } = await served()
    const faults: unknown[] = []
    const note = (err: unknown) => faults.push(err)
    process.on("uncaughtException", note)
    process.on("unhandledRejection", note)
    for (let i = 0; i < 10; i++) {
      const going = new AbortController()
      const answer = await fetch(`${at}/files/${id}`, { signal: going.signal })
      const reader = answer.body!.getReader()
      if (i % 2) await reader.read()
      going.abort()
      await reader.read().catch(() => {})
    }
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect((await (await fetch(`${at}/files/${id}`)).arrayBuffer()).byteLength).toBe(bytes.length)
    process.off("uncaughtException", note)
    process.off("unhandledRejection", note)
    expect(faults).toEqual([])
    await stop()
  })
})

describe("ways out", () => {
  test.each([
    "//evil.example",
    "/\t/evil.example",
    "/\\evil.example",
    "https://evil.example",
    "/\r\nSet-Cookie: a=b",
    "javascript:alert(1)",
  ])("%j leads to this site", async (back) => {
    const { location } = await visitor(app).post("/display", { back })
    expect(new URL(location!, origin).origin).toBe(origin)
    expect(location).not.toMatch(/^\/\s*\//)
  })

  test("no header is made of what was typed", async () => {
    const { userId } = admin.actor as { userId: string }
    const form = { role: "member", scope: "installation", from: "", until: "" }
    await staff.post(`/settings/people/${userId}/grants`, form)
    const { id } = await services.db
      .selectFrom("platform.app_grant")
      .select("id")
      .where("role", "=", "member")
      .executeTakeFirstOrThrow()
    const ended = await staff.post(`/settings/people/grants/${id}/end`, { user: "a\r\nSet-Cookie: b=c" })
    expect([ended.status, ended.location]).toEqual([303, "/settings/people/a%0D%0ASet-Cookie%3A%20b%3Dc"])
  })

  test("a page that is not there is not a step to another site", async () => {
    const who = visitor(app)
    for (const path of ["//evil.example", "/ru//evil.example", "/%5Cevil.example"]) {
      const { text } = await who.get(path)
      for (const [, href] of text.matchAll(/(?:href|action)="([^"]*)"/g))
        if (!href!.startsWith("data:"))
          expect(new URL(href!.replaceAll("&amp;", "&"), `${origin}/x`).origin, `${path}: ${href}`).toBe(origin)
    }
  })
})

describe("faults", () => {
  test("show a number and nothing else, and are logged once without tokens", async () => {
    const lines: object[] = []
    const log = { error: (line: object) => lines.push(line), info() {}, warn() {}, debug() {} }
    const broken = buildApp({ ...services, log: log as never, db: undefined as never })
    const who = visitor(broken)
    who.jar.set(sessionCookie, "x".repeat(43))
    const token = "t".repeat(43)
    for (const path of [`/welcome/${token}`, `/en/welcome/${token}`, "/api/v1/resolutions"]) {
      lines.length = 0
      const answer = await who.get(path)
      expect([answer.status, lines.length], path).toEqual([500, 1])
      expect(answer.text).toMatch(/[0-9a-f]{8}/)
      expect(answer.text).not.toMatch(/TypeError|\.tsx?|at async|undefined/)
      expect(JSON.stringify(lines)).not.toContain(token)
    }
  })
})

describe("addresses of clients", () => {
  test("are not believed from a header that nobody vouches for", async () => {
    const tries = []
    for (let i = 0; i < 45; i++) {
      const answer = await app.request(
        new Request(`${origin}/sign-in`, {
          method: "POST",
          body: new URLSearchParams({ email: `nobody${i}@example.ru`, password: "x" }),
          headers: {
            Origin: origin,
            "X-Forwarded-For": `198.51.100.${i}`,
            "X-Real-IP": "1.2.3.4",
            Forwarded: "for=1.2.3.4",
          },
        }),
        undefined,
        { incoming: { socket: { remoteAddress: "203.0.113.99" } } },
      )
      tries.push(answer.status)
    }
    expect(tries.at(0)).toBe(422)
    expect(tries.at(-1)).toBe(429)
  })
})
