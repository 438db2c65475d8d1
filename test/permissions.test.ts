import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { showResolution } from "#modules/deliberation/resolution/show-resolution.ts"
import { system } from "#platform/actor.ts"
import { type Command, perform } from "#platform/command.ts"
import { buildApp } from "../src/app.ts"
import { modules } from "../src/modules.ts"
import { signedIn } from "./actors.ts"
import { mayTry, type Name, roles } from "./command-rules.ts"
import { aTerritory } from "./registry.ts"
import { visitor } from "./visitor.ts"
import { namedWorld, type World } from "./world.ts"

/** Pages that everybody may open; what they show of hidden things is asked below. */
const openPages = [
  "/",
  "/answer",
  "/consent",
  "/api",
  "/bodies",
  "/bodies.xlsx",
  "/bodies/:id",
  "/bodies/:id/documents/:document",
  "/centres",
  "/centres/:slug",
  "/claim",
  "/directions",
  "/directions/:id",
  "/display",
  "/embed/organisations",
  "/embed/organisations/:id",
  "/embed/services",
  "/embed/services/:id",
  "/healthz",
  "/items/:id",
  "/items/:id/comments",
  "/items/:id/comments/new",
  "/items/:id/follow",
  "/join",
  "/join/organisation",
  "/join/person",
  "/organisations",
  "/organisations.xlsx",
  "/organisations.csv",
  "/organisations/:id",
  "/organisations/:id/documents/:document",
  ...["/bodies.csv", "/bodies/:id/mistake", "/organisations/:id/mistake"],
  "/password/forgotten",
  "/password/forgotten/check",
  "/people",
  "/people/:id",
  "/privacy",
  "/readyz",
  "/requests/:id",
  "/requests",
  "/requests.rss",
  "/requests.xlsx",
  "/requests/figures",
  "/requests/figures.xlsx",
  "/resolutions",
  "/resolutions.rss",
  "/resolutions.xlsx",
  "/resolutions/:file",
  "/resolutions/:id",
  "/resolutions/:id/execution",
  "/resolutions/:id/execution.docx",
  "/resolutions/:id/execution.xlsx",
  "/resolutions/:id/follow",
  "/search",
  "/services",
  "/services.xlsx",
  "/services/:id",
  "/services/lists",
  "/services/lists/:number",
  "/sign-in",
  "/sign-in/code",
  "/sign-in/code/check",
  "/sign-in/outside/:provider/callback",
  "/sign-in/second",
]
/** What a visitor may send: ways in, and how pages look. Each keeps its own watch (throttle, one-time codes). */
const openDeeds = [
  ...["/bodies/:id/mistake", "/organisations/:id/mistake"],
  "/answer",
  "/consent",
  "/claim",
  "/display",
  "/follow/:token",
  "/items/:id/comments/new",
  "/items/:id/follow",
  "/join/organisation",
  "/join/person",
  "/password/forgotten",
  "/password/forgotten/check",
  "/password/new",
  "/password/strength",
  "/received/:token",
  "/resolutions/:id/follow",
  "/sign-in",
  "/sign-in/code",
  "/sign-in/code/check",
  "/sign-in/outside/:provider",
  "/sign-in/passkey",
  "/sign-in/passkey/options",
  "/sign-in/second",
  "/sign-out",
  "/unfollow/:token",
  "/welcome/:token",
]

const commands = modules.flatMap((m) => m.commands ?? [])
let world: World
/** One item of the hidden resolution, the hidden resolution, the draft, a party. */
let known: {
  item: number
  hidden: number
  draft: number
  organisation: number
  body: number
  open: number
  person: string
}

beforeAll(async () => {
  world = await namedWorld()
  const { db, clock, listeners } = world.services
  const adopted = await db.selectFrom("deliberation.adoption").select("resolution_id as id").orderBy("id").execute()
  const [open, hidden] = adopted.map(({ id }) => id) as [number, number]
  const input = { id: hidden, visibility: "internal" }
  await perform(showResolution, { db, clock, listeners, actor: system("test") }, input)
  const party = async (nature: "organisation" | "body") =>
    (await db.selectFrom("registry.party").select("id").where("nature", "=", nature).executeTakeFirstOrThrow()).id
  known = {
    open,
    hidden,
    draft: (await db.selectFrom("deliberation.draft").select("resolution_id as id").executeTakeFirstOrThrow()).id,
    item: (
      await db
        .selectFrom("deliberation.item")
        .select("id")
        .where("resolution_id", "=", hidden)
        .where("type", "=", "item")
        .executeTakeFirstOrThrow()
    ).id,
    organisation: await party("organisation"),
    body: await party("body"),
    person: (await db.selectFrom("people.person").select("id").executeTakeFirstOrThrow()).id,
  }
})
afterAll(() => world.drop())

describe("commands", () => {
  test("each has its line here, and each line its command", () => {
    expect(commands.map(({ name }) => name).sort()).toEqual(Object.keys(mayTry).sort())
  })

  test.each(commands.map((c) => [c.name, c] as const))("%s", async (name, command: Command) => {
    const { db, clock, listeners } = world.services
    const who = Object.keys(roles) as Name[]
    expect(who.filter((role) => command.permit(roles[role]))).toEqual(mayTry[name])
    for (const role of who.filter((r) => !mayTry[name]!.includes(r)))
      await expect(perform(command, { db, clock, listeners, actor: roles[role] }, {})).rejects.toMatchObject({
        status: 403,
      })
  })

  test("a coordinator of elsewhere changes nothing of another territory", async () => {
    const { db, clock, listeners } = world.services
    const own = await aTerritory(world.services, system("test"), "Соседний округ")
    const { actor } = await signedIn(world.services, "coordinator", { kind: "territory", id: own })
    const { version } = await db
      .selectFrom("deliberation.draft")
      .select("version")
      .where("resolution_id", "=", known.draft)
      .executeTakeFirstOrThrow()
    const day = "2026-03-14"
    const tries: [string, object][] = [
      ["resolution.adopt", { id: known.draft, version, adoptedOn: day, visibility: "open" }],
      ["resolution.adopt", { id: known.draft, version, adoptedOn: day, visibility: "open", territoryId: own }],
      ["resolution.amend", { id: known.hidden, amendedOn: day, reason: "Опечатка", changes: [aChange()] }],
      ["resolution.show", { id: known.hidden, visibility: "open" }],
      ["item.direct", { id: known.item, directedOn: day, names: ["Совет ветеранов"] }],
    ]
    for (const [name, input] of tries) {
      const command = commands.find((c) => c.name === name)!
      const done = perform(command, { db, clock, listeners, actor }, input)
      await expect(done, name).rejects.toMatchObject({ status: 403, saying: { key: "refusal.not_allowed" } })
    }
  })
  const aChange = () => ({ itemId: known.item, field: "text", after: "Иной текст" })
})

describe("a visitor", () => {
  let built: ReturnType<typeof buildApp> | undefined
  const app = () => (built ??= buildApp(world.services))
  const routes = (methods: string[]) =>
    [
      ...new Set(
        app()
          .routes.filter((r) => methods.includes(r.method))
          .map((r) => `${r.method} ${r.path}`),
      ),
    ].map((line) => line.split(" ") as [string, string])
  const bare = (path: string) => path.replace(/\{(?:[^{}]|\{[^}]*\})*\}/g, "")
  /** An address of the pattern, about something that is there and hidden. */
  const filled = (path: string, resolution: number) =>
    bare(path)
      .replace(
        /^(.*)\/:file$/,
        (_, folder) => `${folder}/${folder === "/resolutions" ? `${resolution}.docx` : "1.docx"}`,
      )
      .replace(/:\w+/g, (_name, at: number, whole: string) => {
        const noun = /(\w+)\/$/.exec(whole.slice(0, at))?.[1] ?? ""
        const ids: Record<string, number | string> = { resolutions: resolution, items: known.item, ...natures() }
        return String(ids[noun] ?? 1)
      })
  const natures = () => ({ organisations: known.organisation, bodies: known.body, people: known.person })
  const refused = ({ status, location }: { status: number; location: string | null }) =>
    [400, 401, 403, 404, 410, 422].includes(status) ||
    (status === 303 && /^\/(sign-in|password\/forgotten)(\?|$)/.test(location ?? ""))
  const eventCount = async () => {
    const { n } = await world.services.db
      .selectFrom("platform.event")
      .select((x) => x.fn.countAll<number>().as("n"))
      .executeTakeFirstOrThrow()
    return n
  }

  test("opens no page that is not listed as open", async () => {
    const wrong: string[] = []
    const pages = routes(["GET"]).filter(([, path]) => !path.startsWith("/api/") && !openPages.includes(bare(path)))
    expect(pages.length).toBeGreaterThan(25)
    for (const [, path] of pages)
      for (const resolution of [known.open, known.draft]) {
        const answer = await visitor(app()).get(filled(path, resolution))
        if (!refused(answer) || answer.status === 422) wrong.push(`${filled(path, resolution)}: ${answer.status}`)
      }
    expect(wrong).toEqual([])
    expect(openPages.filter((path) => !routes(["GET"]).some(([, known]) => bare(known) === path))).toEqual([])
  })

  test("sees nothing of a hidden resolution, of its items and of a draft on open pages", async () => {
    const addresses = [known.hidden, known.draft].flatMap((id) => [
      ...["", ".docx", ".xlsx", ".json"].map((end) => `/resolutions/${id}${end}`),
      `/resolutions/${id}/source`,
      `/api/v1/resolutions/${id}`,
    ])
    for (const address of [...addresses, `/items/${known.item}`, `/api/v1/items/${known.item}`])
      expect((await visitor(app()).get(address)).status, address).toBe(404)
    const { browser } = await signedIn(world.services, "coordinator")
    for (const address of [`/resolutions/${known.hidden}`, `/items/${known.item}`])
      expect((await browser.get(address)).status, address).toBe(200)
  })

  test("changes nothing", async () => {
    const before = await eventCount()
    const deeds = routes(["POST", "PUT", "PATCH", "DELETE"]).filter(([, path]) => !openDeeds.includes(bare(path)))
    expect(deeds.length).toBeGreaterThan(40)
    const wrong: string[] = []
    for (const [method, path] of deeds)
      for (const resolution of [known.hidden, known.draft]) {
        const origin = "http://127.0.0.1:3000"
        const json = path.startsWith("/api/")
        const answer = await app().request(`${origin}${filled(path, resolution)}`, {
          method,
          body: json ? "{}" : new URLSearchParams({ key: "k", version: "1" }),
          headers: { Origin: origin, ...(json && { "Content-Type": "application/json" }) },
        })
        const location = answer.headers.get("Location")
        if (!refused({ status: answer.status, location })) wrong.push(`${method} ${path}: ${answer.status} ${location}`)
      }
    expect(wrong).toEqual([])
    expect(await eventCount()).toBe(before)
    expect(openDeeds.filter((path) => !routes(["POST"]).some(([, known]) => bare(known) === path))).toEqual([])
  })

  test("cannot be made to act by another site", async () => {
    const { token } = await signedIn(world.services, "administrator")
    const send = (Origin: string) =>
      app().request("http://127.0.0.1:3000/demo/removal", {
        method: "POST",
        body: new URLSearchParams({ key: "k" }),
        headers: { Origin, Cookie: `farvater_session=${token}` },
      })
    expect((await send("https://elsewhere.example")).status).toBe(403)
    expect(await world.services.db.selectFrom("deliberation.draft").select("version").execute()).toHaveLength(1)
  })
})
