import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Services } from "#platform/services.ts"
import { addUser } from "#platform/session/cli.ts"
import { goodPassword } from "#test/by-password.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { workOff } from "#test/work-off.ts"
import { buildApp } from "../../../app.ts"

const email = "kod@example.ru"
let database: Awaited<ReturnType<typeof freshDatabase>>
let now = Date.parse("2026-11-21T09:00:00Z")

beforeAll(async () => {
  database = await freshDatabase()
  const user = { email, role: "member", name: "Фёдор Колышев", password: goodPassword } as const
  await addUser(testServices(database.url), user)
})
afterAll(() => database.drop())

function open() {
  const services = testServices(database.url, {}, { clock: { now: () => new Date(now) } })
  now += 24 * 3_600_000 // a day later, so that no test meets the throttle of another
  return { services, app: buildApp(services) }
}

/** The code of the newest letter, as the outbox page shows it. */
async function codeOf(services: Services) {
  await workOff(services, database.url)
  const mail = await services.db
    .selectFrom("platform.outgoing_mail")
    .selectAll()
    .where("purpose", "=", "code")
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow()
  return { mail, code: /: (\d{6})\n/.exec(mail.body_text)![1]! }
}
const letters = async (services: Services) =>
  (await services.db.selectFrom("platform.outgoing_mail").select("id").execute()).length
const isSignedIn = async (who: Visitor) => (await who.get("/sign-in")).status === 303

describe("a code by e-mail", () => {
  it("opens a session in the browser that asked, once", async () => {
    const { services, app } = open()
    const who = visitor(app)
    expect(await who.post("/sign-in/code", { email, next: "/bodies" })).toMatchObject({
      location: "/sign-in/code/check",
    })
    const { mail, code } = await codeOf(services)
    expect(mail).toMatchObject({ to_address: email, state: "kept", purpose: "code", holds_secret: true })
    expect(mail.subject).not.toContain(code)
    const other = visitor(app)
    expect((await other.post("/sign-in/code/check", { code })).location).toBe("/sign-in/code")
    const step = who.jar.get("farvater_step")!
    expect((await who.post("/sign-in/code/check", { code: ` ${code.slice(0, 3)} ${code.slice(3)}` })).location).toBe(
      "/bodies",
    )
    expect(await isSignedIn(who)).toBe(true)
    other.jar.set("farvater_step", step)
    expect((await other.post("/sign-in/code/check", { code })).location).toBe("/sign-in/code")
  })

  it("is kept as a keyed hash", async () => {
    const { services, app } = open()
    await visitor(app).post("/sign-in/code", { email })
    const { code } = await codeOf(services)
    const rows = await services.db.selectFrom("platform.sign_in_step").selectAll().execute()
    expect(JSON.stringify(rows.map((r) => ({ ...r, code_hash: r.code_hash?.toString("latin1") })))).not.toContain(code)
  })

  it("ends after ten minutes and after five wrong tries, even if the sixth is right", async () => {
    const { services, app } = open()
    const late = visitor(app)
    await late.post("/sign-in/code", { email })
    const first = await codeOf(services)
    now += 10 * 60_000
    expect((await late.post("/sign-in/code/check", { code: first.code })).location).toBe("/sign-in/code")

    const who = visitor(app)
    await who.post("/sign-in/code", { email })
    const { code } = await codeOf(services)
    const wrong = code === "000000" ? "000001" : "000000"
    for (const left of [4, 3, 2, 1]) {
      const answer = await who.post("/sign-in/code/check", { code: wrong })
      expect(answer.status).toBe(422)
      expect(answer.text).toContain(`Осталось ${left} `)
    }
    expect((await who.post("/sign-in/code/check", { code: wrong })).status).toBe(303)
    expect((await who.post("/sign-in/code/check", { code })).location).toBe("/sign-in/code")
    expect(await isSignedIn(who)).toBe(false)
  })

  it("gives nothing away about addresses that have no account, and sends them nothing", async () => {
    const { services, app } = open()
    const before = await letters(services)
    const [known, unknown] = [visitor(app, { address: "198.51.100.1" }), visitor(app, { address: "198.51.100.2" })]
    const answers = [
      await known.post("/sign-in/code", { email }),
      await unknown.post("/sign-in/code", { email: "nobody@example.ru" }),
    ]
    expect(answers[0]!.location).toBe(answers[1]!.location)
    await workOff(services, database.url)
    expect(await letters(services)).toBe(before + 1)
    const tries = [
      await known.post("/sign-in/code/check", { code: "12" }),
      await unknown.post("/sign-in/code/check", { code: "12" }),
    ]
    const plain = (text: string) => text.replace(/value="[^"]*"/g, "")
    expect(plain(tries[0]!.text)).toBe(plain(tries[1]!.text))
  })

  it("is not sent without end, and says when to ask again", async () => {
    const { services, app } = open()
    const who = visitor(app)
    for (let i = 0; i < 4; i++) expect((await who.post("/sign-in/code", { email })).status).toBe(303)
    const refused = await who.post("/sign-in/code", { email })
    expect(refused.status).toBe(429)
    expect(refused.headers.get("Retry-After")).toBe("60")
    expect(refused.text).toContain("Подождите 60 секунд")
    await workOff(services, database.url)
  })
})

describe("a forgotten password", () => {
  it("is replaced after a code; other sessions end, the owner is told", async () => {
    const { services, app } = open()
    const elsewhere = visitor(app)
    await elsewhere.post("/sign-in", { email, password: goodPassword })
    const who = visitor(app)
    await who.post("/password/forgotten", { email })
    const { code } = await codeOf(services)
    expect((await who.get("/password/new")).location).toBe("/password/forgotten")
    expect((await who.post("/password/forgotten/check", { code })).location).toBe("/password/new")
    expect((await who.get("/password/new")).status).toBe(200)
    expect((await who.post("/password/new", { password: "qwertyuiop" })).status).toBe(422)
    const password = "сосна гремит костяшками"
    expect((await who.post("/password/new", { password })).location).toBe("/")
    expect(await isSignedIn(who)).toBe(true)
    expect(await isSignedIn(elsewhere)).toBe(false)
    expect((await visitor(app).post("/sign-in", { email, password: goodPassword })).status).toBe(422)
    expect((await visitor(app).post("/sign-in", { email, password })).status).toBe(303)
    expect((await who.post("/password/new", { password: goodPassword })).location).toBe("/password/forgotten")
    await workOff(services, database.url)
    const notice = await services.db
      .selectFrom("platform.outgoing_mail")
      .selectAll()
      .where("purpose", "=", "notice")
      .executeTakeFirst()
    expect(notice).toMatchObject({ to_address: email, holds_secret: false })
    expect(notice!.body_text).toContain("пароль изменён")
  })
})
