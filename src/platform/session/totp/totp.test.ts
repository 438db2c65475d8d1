import { generateSync } from "otplib"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { goodPassword, signedInAs } from "#test/by-password.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { keyFor, seal, unseal } from "../sealing.ts"
import { openSecret, stepOfCode } from "./totp.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let now = Date.parse("2026-11-21T09:00:00Z")
const path = "/settings/security/totp"

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

const isSignedIn = async (who: Visitor) => (await who.get("/sign-in")).status === 303

/** Somebody whose second step is on, with the application's secret and the recovery codes that were shown. */
async function withSecond(email: string) {
  const services = testServices(database.url, {}, { clock: { now: () => new Date(now) } })
  const app = buildApp(services)
  const owner = await signedInAs(services, app, "member", { email })
  expect((await owner.get(path)).text).toContain("Настроить")
  expect((await owner.post(path)).status).toBe(303)
  const page = await owner.get(path)
  const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(page.text)![1]!.replaceAll(" ", "")
  const code = () => generateSync({ secret, epoch: Math.floor(now / 1000) })
  expect((await owner.post(`${path}/confirmation`, { code: "000000" })).status).toBe(422)
  const shown = await owner.post(`${path}/confirmation`, { code: code() })
  expect(shown.status).toBe(200)
  const codes = [...shown.text.matchAll(/<code>([0-9a-z]{5}-[0-9a-z]{5})<\/code>/g)].map((m) => m[1]!)
  now += 60_000
  return { services, app, owner, secret, code, codes, email }
}

async function toSecond(app: ReturnType<typeof buildApp>, email: string, next = "/") {
  const who = visitor(app)
  expect((await who.post("/sign-in", { email, password: goodPassword, next })).location).toBe("/sign-in/second")
  expect(await isSignedIn(who)).toBe(false)
  return who
}

describe("the second step", () => {
  it("is asked for after the password; a code works once", async () => {
    const { app, code, email } = await withSecond("a@example.ru")
    const who = await toSecond(app, email, "/bodies")
    expect((await who.get("/sign-in/second")).status).toBe(200)
    const spent = code()
    expect((await who.post("/sign-in/second", { code: spent })).location).toBe("/bodies")
    expect(await isSignedIn(who)).toBe(true)
    const again = await toSecond(app, email)
    expect((await again.post("/sign-in/second", { code: spent })).status).toBe(422)
    now += 30_000
    expect((await again.post("/sign-in/second", { code: code() })).status).toBe(303)
  })

  it("takes a recovery code, once, and tells how many are left", async () => {
    const { services, app, codes, email, owner } = await withSecond("b@example.ru")
    expect(codes).toHaveLength(10)
    const who = await toSecond(app, email)
    expect((await who.post("/sign-in/second", { code: codes[3]!.toUpperCase().replace("-", " ") })).status).toBe(303)
    const again = await toSecond(app, email)
    expect((await again.post("/sign-in/second", { code: codes[3]! })).status).toBe(422)
    expect((await owner.get("/settings/security")).text).toContain("запасных кодов осталось: 9")
    const stored = await services.db.selectFrom("platform.recovery_code").selectAll().execute()
    expect(stored.map((r) => r.code_hash.toString())).not.toContain(codes[0])
  })

  it("is over after five wrong codes", async () => {
    const { app, code, email } = await withSecond("c@example.ru")
    const who = await toSecond(app, email)
    for (let i = 0; i < 4; i++) expect((await who.post("/sign-in/second", { code: "000000" })).status).toBe(422)
    expect((await who.post("/sign-in/second", { code: "000000" })).location).toBe("/sign-in")
    expect((await who.post("/sign-in/second", { code: code() })).location).toBe("/sign-in")
    expect(await isSignedIn(who)).toBe(false)
  })

  it("is asked for after a code by e-mail and a new password, too", async () => {
    const { services, app, email } = await withSecond("d@example.ru")
    const who = visitor(app)
    await who.post("/password/forgotten", { email })
    const { workOff } = await import("#test/work-off.ts")
    await workOff(services, database.url)
    const mail = await services.db
      .selectFrom("platform.outgoing_mail")
      .selectAll()
      .where("purpose", "=", "code")
      .executeTakeFirstOrThrow()
    await who.post("/password/forgotten/check", { code: /: (\d{6})\n/.exec(mail.body_text)![1]! })
    expect((await who.post("/password/new", { password: "сосна гремит костяшками" })).location).toBe("/sign-in/second")
    expect(await isSignedIn(who)).toBe(false)
  })

  it("is turned off by a code only", async () => {
    const { app, owner, code, codes, email } = await withSecond("e@example.ru")
    expect((await owner.post(`${path}/removal`, { code: "000000" })).status).toBe(422)
    const renewed = await owner.post(`${path}/recovery-codes`, { code: codes[0]! })
    expect(renewed.status).toBe(200)
    expect(renewed.text).not.toContain(codes[1])
    expect((await owner.post(`${path}/removal`, { code: codes[1]! })).status).toBe(422)
    now += 30_000
    expect((await owner.post(`${path}/removal`, { code: code() })).location).toBe("/settings/security")
    expect((await visitor(app).post("/sign-in", { email, password: goodPassword })).location).toBe("/")
  })

  it("keeps its secret sealed to the account and the installation", async () => {
    const { services, secret } = await withSecond("f@example.ru")
    const row = await services.db
      .selectFrom("platform.totp")
      .innerJoin("platform.app_user", "id", "user_id")
      .selectAll()
      .where("email", "=", "f@example.ru")
      .executeTakeFirstOrThrow()
    expect(row.sealed_secret.toString("latin1")).not.toContain(secret)
    expect(openSecret(services.secret, row.sealed_secret, row.user_id)).toBe(secret)
    expect(() => openSecret("another secret of forty letters and more", row.sealed_secret, row.user_id)).toThrow()
    expect(() => openSecret(services.secret, row.sealed_secret, crypto.randomUUID())).toThrow()
  })
})

describe("codes of an application", () => {
  // RFC 6238, appendix B: the secret of 20 ASCII digits, the last six of the eight figures given there.
  const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

  it.each([
    [59, "287082"],
    [1111111109, "081804"],
    [1234567890, "005924"],
    [20000000000, "353130"],
  ])("at %d seconds is %s", (seconds, code) => {
    expect(stepOfCode(secret, code, new Date(seconds * 1000), 0)).toBe(Math.floor(seconds / 30))
  })

  it("may be half a minute early or late, not more", () => {
    const at = (seconds: number) => stepOfCode(secret, "081804", new Date((1111111109 + seconds) * 1000), 0)
    expect([at(-30), at(30), at(-90), at(90)].map((step) => step !== null)).toEqual([true, true, false, false])
  })
})

it("sealing notices every change", () => {
  const key = keyFor("x".repeat(40), "totp")
  const sealed = seal(key, "тайна", "row")
  expect(unseal(key, sealed, "row")).toBe("тайна")
  for (const at of [0, 15, sealed.length - 1]) {
    const changed = Buffer.from(sealed)
    changed[at]! ^= 1
    expect(() => unseal(key, changed, "row")).toThrow()
  }
  expect(seal(key, "тайна", "row")).not.toEqual(sealed)
})
