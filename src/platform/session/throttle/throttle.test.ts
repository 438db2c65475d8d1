import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { goodPassword, signedInAs } from "#test/by-password.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { addUser } from "../cli.ts"
import { mailBuckets, signInBuckets } from "./buckets.ts"
import { giveBack, take } from "./throttle.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let now = Date.parse("2026-11-21T09:00:00Z")
const pass = (seconds: number) => {
  now += seconds * 1000
}
const clock = { now: () => new Date(now) }

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

const open = () => testServices(database.url, {}, { clock })
const bucket = (name: string) => ({ name, limit: { free: 3, wait: 10, longest: 60, forget: 3600 } })

describe("a bucket", () => {
  it("lets a few tries through, then each waits twice as long, up to a limit, and forgets in time", async () => {
    const { db } = open()
    const one = [bucket("doubling")]
    for (let i = 0; i < 3; i++) expect(await take(db, one, clock.now())).toBeNull()
    const waits: number[] = []
    for (let i = 0; i < 5; i++) {
      const until = await take(db, one, clock.now())
      waits.push((until!.getTime() - now) / 1000)
      pass(waits.at(-1)!)
      expect(await take(db, one, clock.now())).toBeNull()
    }
    expect(waits).toEqual([10, 20, 40, 60, 60])
    pass(3700)
    for (let i = 0; i < 3; i++) expect(await take(db, one, clock.now())).toBeNull()
  })

  it("counts a hundred tries at once", async () => {
    const { db } = open()
    const answers = await Promise.all(Array.from({ length: 100 }, () => take(db, [bucket("at once")], clock.now())))
    expect(answers.filter((until) => until === null)).toHaveLength(3)
  })

  it("starts afresh after a success, and shared ones get the try back", async () => {
    const { db } = open()
    const [pair, shared] = [bucket("own"), bucket("shared")]
    for (let i = 0; i < 20; i++) {
      expect(await take(db, [pair, shared], clock.now())).toBeNull()
      await giveBack(db, pair, [shared])
    }
  })
})

describe("at the door", () => {
  const email = "throttle@example.ru"
  const wrong = { email, password: "не тот" }

  it("slows one address down, says when to go on, and lets others in", async () => {
    const services = open()
    const app = buildApp(services)
    await addUser(services, { email, role: "member", password: goodPassword })
    const thief = visitor(app, { address: "198.51.100.66" })
    for (let i = 0; i < 5; i++) expect((await thief.post("/sign-in", wrong)).status).toBe(422)
    const refused = await thief.post("/sign-in", { email, password: goodPassword })
    expect(refused.status).toBe(429)
    expect(refused.headers.get("Retry-After")).toBe("30")
    expect(refused.text).toContain("Подождите 30 секунд")
    expect(refused.text).toContain("/sign-in/code")
    expect(
      (await visitor(app, { address: "203.0.113.9" }).post("/sign-in", { email, password: goodPassword })).status,
    ).toBe(303)
    pass(30)
    expect((await thief.post("/sign-in", { email, password: goodPassword })).status).toBe(303)
  })

  it("never locks out a browser that has been in before, nor the way by e-mail", async () => {
    const services = open()
    const app = buildApp(services)
    const owner = await signedInAs(services, app, "member", { email: "owner@example.ru", address: "203.0.113.5" })
    for (let n = 0; n < 60; n++)
      await visitor(app, { address: `198.51.100.${n}` }).post("/sign-in", { ...wrong, email: owner.email })
    const elsewhere = visitor(app, { address: "203.0.113.200" })
    const good = { email: owner.email, password: goodPassword }
    expect((await elsewhere.post("/sign-in", good)).status).toBe(429)
    expect((await elsewhere.post("/sign-in/code", { email: owner.email })).status).toBe(303)
    expect((await owner.post("/sign-in", good)).status).toBe(303)
    // The mark of another account's owner is worth nothing here.
    const mark = owner.jar.get("farvater_device")!
    elsewhere.jar.set(
      "farvater_device",
      mark.replace(/^./, (first) => (first === "A" ? "B" : "A")),
    )
    expect((await elsewhere.post("/sign-in", good)).status).toBe(429)
  })

  it("counts a whole network of IPv6 as one, and keeps no e-mail", () => {
    const names = (address: string) => signInBuckets("a@example.ru", address, null).shared.map((b) => b.name)
    expect(names("2001:db8:1:2:aaaa::1")).toEqual(names("2001:db8:1:2:bbbb:cccc:1:2"))
    expect(names("2001:db8:1:2::1")).not.toEqual(names("2001:db8:1:3::1"))
    expect(names("2001:db8::1")).toEqual(names("2001:db8:0:0:9::1"))
    const all = [...mailBuckets("a@example.ru", "203.0.113.1", null), signInBuckets("a@example.ru", "", null).pair]
    expect(JSON.stringify(all)).not.toContain("example.ru")
  })
})
