import { unzipSync } from "fflate"
import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { Role, Scope } from "#platform/actor.ts"
import { sessionCookie } from "#platform/session/session-cookie.ts"
import { buildApp } from "../src/app.ts"
import { signedIn } from "./actors.ts"
import { absent, type Reader, type Rule, readers, refusedBy, routes as rules, secrets } from "./authorisation-rules.ts"
import { formsIn, likelyValue } from "./likely-input.ts"
import { type PlantedWorld, plantedWorld, type Things } from "./planted.ts"
import { bare, type Route, routesOf } from "./routes.ts"

let world: PlantedWorld
let app: ReturnType<typeof buildApp>
const cookies = {} as Record<Reader, string>
/** Forms that the administrator was shown on the way, by where they go. */
const forms = new Map<string, Record<string, string>>()

beforeAll(async () => {
  world = await plantedWorld()
  app = buildApp(world.services)
  const territory = (id: number): Scope => ({ kind: "territory", id })
  const everywhere: Scope = { kind: "installation" }
  const users: [Reader, Role, Scope][] = [
    ["member", "member", everywhere],
    ["representative of another organisation", "representative", { kind: "organisation", id: world.stranger }],
    ["controller elsewhere", "controller", territory(world.elsewhere)],
    ["coordinator elsewhere", "coordinator", territory(world.elsewhere)],
    ["coordinator of another organisation", "coordinator", { kind: "organisation", id: world.stranger }],
    ["controller", "controller", territory(world.town)],
    ["coordinator", "coordinator", territory(world.town)],
    ["centre", "coordinator", everywhere],
    ["administrator", "administrator", everywhere],
  ]
  for (const [reader, role, scope] of users)
    cookies[reader] = `${sessionCookie}=${(await signedIn(world.services, role, scope)).token}`
})
afterAll(() => world?.drop())

type Ruled = Route & { rule: Rule }
const ruled = (): Ruled[] => routesOf(app).map((route) => ({ ...route, rule: rules[route.name]! }))

/** The addresses of a route about these things: one, or one for each kind of file that it gives. */
function filled({ name, path }: Route, things: Things): string[] {
  let addresses = [""]
  let noun = ""
  for (const { 0: part, index: at } of path.matchAll(/\/(?:[^/{]|\{(?:[^{}]|\{[^}]*\})*\})*/g)) {
    const [, own, pattern = ""] = /^\/:(\w+)(?:\{(.*)\})?$/.exec(part) ?? []
    if (own === undefined) {
      addresses = addresses.map((address) => address + part)
      noun = part.slice(1)
      continue
    }
    const id =
      things[bare(path.slice(1, at + part.length))] ?? things[`${noun}/:${own}`] ?? things[noun] ?? things[`:${own}`]
    if (id === undefined) throw new Error(`${name}: say in test/planted.ts what «${noun}» stands for`)
    const [, endings = ""] = /\\\.(?:\(\?:)?([\w|]+)/.exec(pattern) ?? []
    addresses = endings.split("|").flatMap((end) => addresses.map((address) => `${address}/${id}${end && `.${end}`}`))
  }
  return addresses
}

const origin = "http://127.0.0.1:3000"
async function send(reader: Reader, method: string, address: string, body?: object) {
  const headers = new Headers({ Origin: origin, Host: "127.0.0.1:3000" })
  if (cookies[reader]) headers.set("Cookie", cookies[reader])
  const asJson = address.startsWith("/api/")
  if (asJson && body) headers.set("Content-Type", "application/json")
  const sent = body && (asJson ? JSON.stringify(body) : new URLSearchParams({ key: "k", ...body }))
  // Every reader from a network of its own, so that guessed links are refused and not put off.
  const incoming = { socket: { remoteAddress: `198.51.100.${readers.indexOf(reader)}` } }
  const init = { method, headers, ...(sent && { body: sent }) }
  const answer = await app.request(new Request(origin + address, init), undefined, { incoming })
  return {
    status: answer.status,
    location: answer.headers.get("Location") ?? "",
    bytes: new Uint8Array(await answer.arrayBuffer()),
  }
}
type Answer = Awaited<ReturnType<typeof send>>

const unknown = ({ status, location }: Answer) =>
  status === 401 || status === 403 || (status === 303 && /^\/(sign-in|password\/forgotten)(\?|$)/.test(location))
const gone = ({ status }: Answer) => [404, 410, 429].includes(status)

/** All that an answer says, also inside what is packed. */
function wordsOf({ bytes }: Answer): string {
  const decode = (part: Uint8Array): string =>
    part[0] === 0x50 && part[1] === 0x4b
      ? Object.values(unzipSync(part)).map(decode).join("\n")
      : new TextDecoder().decode(part)
  return decode(bytes)
    .replace(/<\/?w:[^>]*>/g, "")
    .toLowerCase()
}

describe("every address", () => {
  test("has its rule in test/page-rules.ts or test/api-rules.ts, and each rule its address", () => {
    expect(routesOf(app).map(({ name }) => name)).toEqual(Object.keys(rules).sort())
  })

  test("opens to whom its rule says, and gives away nothing that the reader should not read", {
    timeout: 300_000,
  }, async () => {
    const wrong: string[] = []
    const read = new Set<string>()
    for (const route of ruled().filter(({ method }) => method === "GET")) {
      const walked = new Set<string>()
      const opened = new Set<Reader>()
      for (const kind of ["open", "hidden", "draft"] as const)
        for (const address of filled(route, world.things(kind))) {
          if (walked.has(address)) continue
          walked.add(address)
          for (const reader of readers) {
            const answer = await send(reader, "GET", address)
            const words = wordsOf(answer)
            if (reader === "administrator")
              for (const { action, body } of formsIn(new TextDecoder().decode(answer.bytes))) forms.set(action, body)
            for (const [what, secret] of Object.entries(secrets)) {
              if (!secret.words.some((word) => words.includes(word.toLowerCase()))) continue
              read.add(what)
              if ((refusedBy[secret.may] as Reader[]).includes(reader))
                wrong.push(`${address}: ${reader} reads ${what}`)
            }
            const shut = unknown(answer) || gone(answer)
            if (!shut) opened.add(reader)
            const here = `${address} (${route.name}: ${route.rule}): ${reader} gets ${answer.status} ${answer.location}`
            if (answer.status >= 500 || ((refusedBy[route.rule] as Reader[]).includes(reader) && !shut))
              wrong.push(here)
          }
        }
      if (absent.includes(route.name)) continue
      const may = readers.filter((reader) => !(refusedBy[route.rule] as Reader[]).includes(reader))
      const kept = may.filter((reader) => !opened.has(reader))
      if (kept.length) wrong.push(`${route.name} (${route.rule}): is shut for ${kept.join(", ")}`)
    }
    expect(wrong).toEqual([])
    expect(
      Object.keys(secrets).filter((what) => !read.has(what)),
      "secrets that nobody meets",
    ).toEqual([])
  })

  test("takes deeds only from whom its rule says; from others it changes nothing", { timeout: 300_000 }, async () => {
    const { paths, components } = JSON.parse(
      new TextDecoder().decode((await send("visitor", "GET", "/api/openapi.json")).bytes),
    )
    const likely = (schema: object) => likelyValue(schema, components.schemas)
    /** What the deed takes, by the document of the API or by the form that the administrator was shown. */
    const inputOf = ({ method, path }: Route, address: string): [address: string, body: object] => {
      if (!path.startsWith("/api/")) return [address, forms.get(address) ?? {}]
      const described = paths[path.replace(/^\/api/, "").replace(/:(\w+)/g, "{$1}")]?.[method.toLowerCase()]
      const schema = described?.requestBody?.content["application/json"]?.schema
      const asked = (described?.parameters ?? []).filter((p: { in: string }) => p.in === "query")
      const query = asked.map((p: { name: string; schema: object }) => `${p.name}=${likely(p.schema)}`).join("&")
      return [query ? `${address}?${query}` : address, schema ? (likely(schema) as object) : {}]
    }
    const before = await everything()
    const wrong: string[] = []
    const untried: string[] = []
    for (const route of ruled().filter(({ method }) => method !== "GET")) {
      const answers: Answer[] = []
      for (const address of new Set(
        (["open", "hidden", "draft"] as const).flatMap((k) => filled(route, world.things(k))),
      ))
        for (const reader of refusedBy[route.rule] as Reader[]) {
          const answer = await send(reader, route.method, ...inputOf(route, address))
          answers.push(answer)
          // Whoever leaves out what is needed may be told so before anybody asks for the right.
          if (!unknown(answer) && !gone(answer) && answer.status !== 422)
            wrong.push(
              `${route.method} ${address} (${route.name}: ${route.rule}): ${reader} gets ${answer.status} ${answer.location}`,
            )
        }
      if (answers.length && answers.every(({ status }) => status === 422)) untried.push(route.name)
    }
    expect(wrong).toEqual([])
    expect(await everything()).toEqual(before)
    expect(untried).toEqual([])
  })
})

/** What every table holds, as one number; without those that count tries and visits. */
async function everything(): Promise<Record<string, string>> {
  const { db } = world.services
  const { rows } = await sql<{ name: string }>`
    SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema !~ '^(pg_|information_schema|graphile_worker)'`.execute(db)
  const found: Record<string, string> = {}
  for (const { name } of rows.filter(
    (row) => !/^platform\.(throttle|session|sign_in_step|challenge|api_token)$/.test(row.name),
  )) {
    const {
      rows: [row],
    } = await sql<{ sum: string }>`
      SELECT count(*) || ' ' || coalesce(sum(hashtext(t::text)), 0) AS sum FROM ${sql.table(name)} t`.execute(db)
    found[name] = row!.sum
  }
  return found
}
