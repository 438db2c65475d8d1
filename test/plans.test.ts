import pg from "pg"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { Services } from "#platform/services.ts"
import { buildApp } from "../src/app.ts"
import { plantLarge } from "../src/cli/large/plant-large.ts"
import { signedIn } from "./actors.ts"
import { freshDatabase } from "./database.ts"
import { multiply } from "./multiplied.ts"
import { type Sent, sentBy } from "./sent-queries.ts"
import { testServices } from "./services.ts"
import { ask } from "./trial.ts"
import { type Visitor, visitor } from "./visitor.ts"

/** Tables that grow with the years: reading one through must never be what a page waits for. */
const large =
  /^(alike|alike_key|resolution|adoption|item|addressee|amendment|amendment_change|participant|passage|source|draft|draft_step|party|party_direction|party_status|provider|event|event_value|app_user|session|outgoing_mail|document|related|word|attachment|person|published_field|affiliation|skill|consent|confirmation|guardian|reading|recipient|request|act|letter|figure|reminder|reminded)$/
/** In the planner's units: about so many pages read one after another; a list of fifty needs a tenth of it. */
const dearest = 3000
/** Of a table that is still small here, all pages cost less than fifty look-ups by an index: that is no fault. */
const small = 300

type Plan = { "Node Type": string; "Relation Name"?: string; "Total Cost": number; Plans?: Plan[] }

let services: Services
let client: pg.Client
let drop: () => Promise<void>
const readers: Record<string, Visitor> = {}
const known = {
  territory: 0,
  body: 0,
  organisation: 0,
  item: 0,
  resolution: 0,
  request: 0,
  theme: 0,
  direction: 0,
  service: 0,
  region: 0,
  competence: 0,
  party: "",
  somebody: "",
}

beforeAll(async () => {
  const database = await freshDatabase()
  drop = database.drop
  services = testServices(database.url)
  await plantLarge(services, { items: 2000, people: 20_000 })
  await multiply(services.db)
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
  readers.visitor = visitor(buildApp(services))
  readers.coordinator = (await signedIn(services, "coordinator")).browser
  readers.administrator = (await signedIn(services, "administrator")).browser
  const one = async (query: string) => Number((await ask(database.url, query))[0]![0])
  known.territory = await one("SELECT id FROM registry.territory WHERE kind = 'municipality' ORDER BY id LIMIT 1")
  known.body = await one(
    "SELECT party_id FROM deliberation.addressee JOIN registry.party p ON p.id = party_id WHERE nature = 'body' LIMIT 1",
  )
  known.organisation = await one(
    "SELECT party_id FROM deliberation.addressee JOIN registry.party p ON p.id = party_id WHERE nature = 'organisation' LIMIT 1",
  )
  known.resolution = await one(
    "SELECT id FROM deliberation.resolution WHERE visibility = 'open' AND item_count > 0 LIMIT 1",
  )
  known.request = await one(
    "SELECT id FROM commitments.request WHERE stage = 'reported' AND visibility = 'open' LIMIT 1",
  )
  known.region = await one("SELECT id FROM registry.territory WHERE parent_id IS NULL ORDER BY id LIMIT 1")
  readers.keeper = (await signedIn(services, "coordinator", { kind: "territory", id: known.region })).browser
  known.competence = await one("SELECT id FROM people.competence ORDER BY id LIMIT 1")
  known.somebody = String(
    (await ask(database.url, "SELECT id FROM people.person WHERE listed ORDER BY id LIMIT 1"))[0]![0],
  )
  known.theme = await one("SELECT id FROM deliberation.theme ORDER BY id LIMIT 1")
  known.service = await one("SELECT id FROM registry.service ORDER BY id LIMIT 1")
  known.direction = await one("SELECT id FROM registry.direction ORDER BY id LIMIT 1")
  known.item = await one(
    `SELECT id FROM deliberation.item WHERE resolution_id = ${known.resolution} AND type = 'item' LIMIT 1`,
  )
}, 300_000)

afterAll(async () => {
  await client?.end()
  await services?.db.destroy()
  await drop?.()
})

async function planOf({ text, values }: Sent): Promise<Plan> {
  const { rows } = await client.query(`EXPLAIN (FORMAT JSON) ${text}`, values)
  return rows[0]["QUERY PLAN"][0].Plan
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

/** What is wrong with the way PostgreSQL would answer what the page asks. */
async function faultsOf(reader: string, path: string): Promise<string[]> {
  const sent = await sentBy(async () => {
    const { status, text } = await readers[reader]!.get(path)
    if (status !== 200) throw new Error(`${path} answered ${status}: ${text.slice(0, 300)}`)
  })
  const queries = sent.filter(({ text }) => /^\s*(select|with)\b/i.test(text))
  expect(queries.length).toBeGreaterThan(0)
  const faults: string[] = []
  for (const query of queries) {
    const plan = await planOf(query)
    const through = nodesOf(plan).filter(
      (n) => n["Node Type"].endsWith("Seq Scan") && large.test(n["Relation Name"] ?? "") && n["Total Cost"] > small,
    )
    const why = [
      ...through.map((n) => `reads ${n["Relation Name"]} through`),
      ...(plan["Total Cost"] > dearest ? [`costs ${plan["Total Cost"]}`] : []),
    ]
    if (why.length) faults.push(`${why.join(", ")}: ${query.text.replace(/\s+/g, " ").slice(0, 700)}`)
  }
  return faults
}

const forAll = [
  "/",
  "/resolutions",
  "/resolutions?kind=forum",
  "/resolutions?year=2020",
  "/resolutions?territory=TERRITORY",
  "/resolutions?body=BODY",
  "/resolutions?theme=THEME",
  "/resolutions?kind=forum&year=2019&territory=TERRITORY",
  "/resolutions?after=2020-05-05~500",
  "/resolutions?kind=council_session&after=2016-05-05~500",
  "/resolutions.rss",
  "/resolutions/RESOLUTION",
  "/items/ITEM",
  "/requests/REQUEST",
  "/requests",
  "/requests?alarm=overdue",
  "/requests?alarm=soon",
  "/requests?alarm=silent",
  "/requests?alarm=no_term",
  "/requests?alarm=overdue&after=2026-03-03~500",
  "/requests?stage=asked",
  "/requests?stage=released",
  "/requests?stage=handed_over",
  "/requests?territory=TERRITORY",
  "/requests?territory=REGION",
  "/requests?territory=TERRITORY&alarm=overdue",
  "/requests?territory=REGION&alarm=silent",
  "/requests?territory=TERRITORY&stage=declined",
  "/requests?body=BODY",
  "/requests?body=BODY&alarm=overdue",
  "/requests?resolution=RESOLUTION",
  "/requests?theme=THEME",
  "/requests?theme=THEME&stage=released",
  "/requests?year=2020",
  "/requests?year=2020&alarm=silent",
  "/requests?after=~20000",
  "/requests.rss",
  "/requests.rss?body=BODY",
  "/requests.rss?resolution=RESOLUTION",
  "/requests/figures",
  "/requests/figures?by=resolution",
  "/requests/figures?by=theme",
  "/requests/figures?by=territory",
  "/requests/figures?by=body&key=BODY",
  "/resolutions/RESOLUTION/execution",
  "/organisations",
  "/organisations?kind=ngo",
  "/organisations?territory=TERRITORY",
  "/organisations?status=so_nko",
  "/organisations?status=tos",
  "/organisations?status=iopu&kind=ngo&territory=TERRITORY",
  "/organisations?status=so_nko&after=ORGANISATION",
  "/organisations?q=росток",
  "/organisations?direction=DIRECTION",
  "/organisations?direction=DIRECTION&after=ORGANISATION",
  "/organisations?direction=DIRECTION&territory=TERRITORY&kind=ngo",
  "/directions",
  "/organisations?after=ORGANISATION",
  "/organisations?from=к",
  "/organisations/ORGANISATION",
  "/people",
  "/people?territory=TERRITORY",
  "/people?territory=REGION",
  "/people?competence=COMPETENCE",
  "/people?role=mentor",
  "/people?q=анна",
  "/people?q=берёзова анна",
  "/people?q=+79123456789",
  "/people?after=SOMEBODY",
  "/people/SOMEBODY",
  "/services",
  "/services?territory=TERRITORY",
  "/services?target=older&territory=REGION",
  "/services?after=SERVICE",
  "/services/SERVICE",
  "/services/SERVICE?territory=TERRITORY&target=older",
  "/services/SERVICE?status=so_nko",
  "/services/SERVICE?q=росток",
  "/services/lists/1",
  "/embed/services",
  "/embed/organisations",
  "/embed/organisations/ORGANISATION",
  "/api/v1/services/SERVICE/providers",
  "/bodies",
  "/bodies/BODY",
  "/bodies?direction=DIRECTION",
  "/search?q=ветеранам",
  "/api/v1/resolutions",
  "/api/v1/resolutions/RESOLUTION",
  "/api/v1/items?body=BODY",
  "/api/v1/items?theme=THEME",
  "/api/v1/items?theme=THEME&body=BODY",
  "/api/v1/items/ITEM",
  "/api/v1/requests/REQUEST",
  "/api/v1/themes",
  "/api/v1/directions",
  "/api/v1/bodies",
  "/api/v1/organisations?kind=ngo",
  "/api/v1/search?q=ветеранам",
]
const forStaff = [
  "/requests?waiting=ask",
  "/requests?waiting=report&territory=TERRITORY",
  "/requests/REQUEST/answer",
  "/people?group=silver",
  "/people?group=pupil",
  "/people?group=minor&territory=TERRITORY",
  "/people?consent=none",
  "/organisations?unconfirmed=yes",
  "/people?unconfirmed=yes",
  "/people/answers",
  "/people?consent=guardian",
  "/people?proof=expiring",
  "/people?proof=unconfirmed",
  "/reminders",
  "/reminders/paper",
  "/replies",
  "/comments",
  "/desk",
  "/api/v1/desk",
  "/api/v1/resolutions/drafts",
  "/resolutions/RESOLUTION/letters",
  "/resolutions/RESOLUTION/asking",
  "/letters",
  "/letters?direction=in",
  "/letters?kind=request&year=2020",
  "/letters?resolution=RESOLUTION",
  "/letters?waiting=yes",
  "/letters?q=совет",
  "/settings/security",
  "/items/ITEM/direction",
  "/resolutions/RESOLUTION/themes",
  "/settings/themes",
  "/settings/themes/THEME",
  "/settings/directions",
  "/settings/directions/DIRECTION",
  "/organisations/ORGANISATION/directions",
  "/duplicates",
  "/duplicates?show=different",
  "/duplicates?after=75~2000~1000",
  "/duplicates/people",
  "/duplicates/people?show=different",
  "/duplicates/people?after=75~SOMEBODY~SOMEBODY",
]
const forAdministrators = ["/settings/people", "/settings/outbox", "/settings/outbox?state=failed"]

const pages = [
  ...forAll.flatMap((path) => [["visitor", path] as const, ["coordinator", path] as const]),
  ...forStaff.map((path) => ["coordinator", path] as const),
  ...[
    "/desk",
    "/letters",
    "/letters?waiting=yes",
    "/reminders",
    "/reminders/paper",
    "/duplicates",
    "/duplicates/people",
  ].map((path) => ["keeper", path] as const),
  ...forAdministrators.map((path) => ["administrator", path] as const),
]

describe("a large installation answers out of its indexes", () => {
  test.each(pages)("%s %s", async (reader, path) => {
    services.cache.clear()
    const address = path.replace(/[A-Z]{4,}/g, (word) => String(known[word.toLowerCase() as keyof typeof known]))
    expect(await faultsOf(reader, address)).toEqual([])
  })
})
