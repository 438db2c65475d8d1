import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { type Actor, system } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import type { Services } from "#platform/services.ts"
import { siteOf } from "#platform/site.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { aPerson } from "#test/people.ts"
import { aParty } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { linkOfClaim, sendClaim } from "../claim/send-claim.ts"
import { takeClaim } from "../claim/take-claim.ts"
import { addAffiliation } from "./add-affiliation.ts"

const root = system("test")
let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())
beforeEach(() => {
  services = testServices(database.url, {}, { clock: { now: () => new Date("2026-11-21T09:00:00Z") } })
})
const caller = (actor: Actor) => ({ ...services, actor })

/** A person of an organisation whose card is this account's. */
async function belonging(name: string, partyId: number, actor?: Actor, role = "employee") {
  const id = await aPerson(services, name)
  const affiliation = (await perform(addAffiliation, caller(root), { id, partyId, role, from: "2020-01-01" })).id
  if (actor) {
    const { claim } = await perform(sendClaim, caller(root), { id, by: "paper", email: "", site: siteOf(services) })
    const token = linkOfClaim(siteOf(services), claim).url.split("/").at(-1)!
    await perform(takeClaim, caller(actor), { token, site: siteOf(services) })
  }
  return { id, card: `/people/${id}`, end: `/people/${id}/affiliations/${affiliation}/end` }
}

test("a person leaves by itself, and speaks for the organisation no longer; the history stays", async () => {
  const club = await aParty(services, root, "Клуб «Уходящие»")
  const head = await signedIn(services, "representative", { kind: "organisation", id: club })
  const own = await belonging("Уходова", club, head.actor, "head")
  expect((await head.browser.get(own.card)).text).toContain("Отметить мой уход")
  await expectValidHtml((await head.browser.get(own.end)).text)
  expect((await head.browser.post(own.end, { until: "21.11.2026", why: "Переезд" })).location).toBe(own.card)
  const grants = await services.db.selectFrom("platform.app_grant").selectAll().where("scope_id", "=", club).execute()
  expect(grants.map(({ until_at }) => until_at?.toISOString().slice(0, 10))).toEqual(["2026-11-21"])
  const card = (await head.browser.get(own.card)).text
  for (const said of ["Переезд", "Клуб «Уходящие»"]) expect(card).toContain(said)
  expect(card).not.toContain("/removal")
})

test("who speaks for an organisation notes who left it, and nothing of another one", async () => {
  const [club, other] = [await aParty(services, root, "Клуб «Наш»"), await aParty(services, root, "Клуб «Чужой»")]
  const { browser } = await signedIn(services, "representative", { kind: "organisation", id: club })
  const ours = await belonging("Наша", club)
  const theirs = await belonging("Чужая", other)
  expect((await browser.post(ours.end, { until: "01.11.2026" })).location).toBe(ours.card)
  expect((await browser.post(ours.end.replace("/end", "/removal"))).status).toBe(403)
  expect((await browser.get(theirs.end)).status).toBe(404)
  expect((await browser.post(theirs.end, { until: "01.11.2026" })).status).toBe(404)
  const member = (await signedIn(services, "member")).browser
  expect((await member.post(theirs.end, { until: "01.11.2026" })).status).toBe(404)
})

test("a representative who stays there in another role goes on speaking for it", async () => {
  const club = await aParty(services, root, "Клуб «Двойной»")
  const { actor, browser } = await signedIn(services, "representative", { kind: "organisation", id: club })
  const own = await belonging("Двойная", club, actor, "head")
  await perform(addAffiliation, caller(root), { id: own.id, partyId: club, role: "volunteer" })
  await browser.post(own.end, { until: "01.11.2026" })
  const grants = await services.db
    .selectFrom("platform.app_grant")
    .select("until_at")
    .where("scope_id", "=", club)
    .execute()
  expect(grants).toEqual([{ until_at: null }])
})
