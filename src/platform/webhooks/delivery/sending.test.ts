import { createHmac } from "node:crypto"
import { readFileSync } from "node:fs"
import { sql } from "kysely"
import pg from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { system } from "#platform/actor.ts"
import { type Clock, fixedClock } from "#platform/clock.ts"
import { command, perform } from "#platform/command.ts"
import { checkWebhooks } from "#platform/doctor/check-webhooks.ts"
import type { Services } from "#platform/services.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { workOff } from "#test/work-off.ts"
import { receiver, status } from "../testing/receiver.ts"
import { addWebhook } from "../webhook/add-webhook.ts"
import { editWebhook } from "../webhook/edit-webhook.ts"
import { replaceSecret } from "../webhook/replace-secret.ts"
import { newSecret } from "../webhook/secret.ts"
import { switchWebhook } from "../webhook/switch-webhook.ts"
import { testWebhook } from "../webhook/test-webhook.ts"
import { findWebhook } from "../webhook/webhook.store.ts"
import { sendDelivery } from "./send-delivery.ts"
import { tidyJob } from "./tidy.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

const inner = { WEBHOOKS_PRIVATE: "yes" }
const make = (settings: Record<string, string> = inner, clock?: Clock) =>
  testServices(database.url, settings, clock && { clock })
const callerOf = ({ db, clock, listeners }: Services) => ({ db, clock, listeners, actor: system("test") })

const happen = command({
  name: "test.happen",
  input: z.object({ name: z.string(), fails: z.boolean().default(false), times: z.number().default(1) }),
  permit: () => true,
  async run({ announce }, { name, fails, times }) {
    for (let n = 1; n <= times; n++)
      await announce({ name, subject: { kind: "party", id: 7 }, payload: { fields: ["name"], said: "Имя и фамилия" } })
    if (fails) throw new Error("no")
  },
})

/** A webhook to this address, alone in the world. */
async function webhookTo(services: Services, url: string, events: string[] | null = ["party.edited"]) {
  const { db } = services
  await db
    .updateTable("platform.webhook_on")
    .set({ until_at: new Date(0) })
    .where("until_at", "is", null)
    .execute()
  const secret = newSecret()
  const input = { name: "Сайт", url, events, installation: services.secret, secret }
  const { id } = await perform(addWebhook, callerOf(services), input)
  const deliveries = () =>
    db.selectFrom("platform.webhook_delivery").selectAll().where("webhook_id", "=", id).orderBy("id").execute()
  return { id, secret, deliveries }
}

const edited = (services: Services, more: object = {}) =>
  perform(happen, callerOf(services), { name: "party.edited", ...more })
/** Runs what is due, and what waits for its next attempt, once more. */
async function again(services: Services) {
  await sql`UPDATE graphile_worker._private_jobs SET run_at = now()`.execute(services.db)
  await workOff(services, database.url)
}

/** As a receiver does it that has read nothing but the standard. */
const signedBy = (secret: string, headers: Record<string, unknown>, body: string) =>
  `v1,${createHmac("sha256", Buffer.from(secret.replace("whsec_", ""), "base64"))
    .update(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`)
    .digest("base64")}`

describe("a webhook", () => {
  it("is sent the event, signed, without texts", async () => {
    const services = make()
    const program = await receiver()
    const { secret, deliveries } = await webhookTo(services, program.url)
    await edited(services)
    await perform(happen, callerOf(services), { name: "party.added" })
    await workOff(services, database.url)
    expect(program.got).toHaveLength(1)
    const [{ method, path, headers, body }] = program.got as [(typeof program.got)[0]]
    expect([method, path, headers["content-type"]]).toEqual(["POST", "/hook", "application/json"])
    expect(JSON.parse(body)).toEqual({
      type: "party.edited",
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      data: { id: expect.any(Number), subject: { kind: "party", id: 7 }, payload: { fields: ["name"] } },
    })
    expect(headers["webhook-signature"]).toBe(signedBy(secret, headers, body))
    expect(Math.abs(Number(headers["webhook-timestamp"]) - Date.now() / 1000)).toBeLessThan(60)
    expect(await deliveries()).toMatchObject([
      { state: "delivered", attempts: 1, status: 200, answer: "принято", error: null },
    ])
    expect(headers["webhook-id"]).toBe(`msg_${(await deliveries())[0]!.message}`)
  })

  it("is tried again after a 500, as the same message, and not once it has arrived", async () => {
    const services = make()
    const program = await receiver(status(500, "ой"))
    const { deliveries } = await webhookTo(services, program.url)
    await edited(services)
    await workOff(services, database.url)
    expect(await deliveries()).toMatchObject([{ state: "waiting", attempts: 1, status: 500, answer: "ой" }])
    const { rows } = await sql<{ pause: number }>`
      SELECT extract(epoch FROM run_at - now())::float AS pause FROM graphile_worker.jobs`.execute(services.db)
    expect(rows).toHaveLength(1)
    expect(rows[0]!.pause).toBeGreaterThan(0)
    program.answers(status(204))
    await again(services)
    expect(await deliveries()).toMatchObject([{ state: "delivered", attempts: 2, status: 204, answer: "" }])
    expect(program.got).toHaveLength(2)
    const [first, second] = program.got.map(({ headers, body }) => [headers["webhook-id"], body])
    expect(first).toEqual(second)
    await sendDelivery(services, (await deliveries())[0]!.id)
    expect(program.got).toHaveLength(2)
  })

  it("is given up after twelve attempts", async () => {
    const services = make()
    const { deliveries } = await webhookTo(services, (await receiver(status(503))).url)
    await edited(services)
    await services.db
      .updateTable("platform.webhook_delivery")
      .set({ attempts: 11 })
      .where("state", "=", "waiting")
      .execute()
    await workOff(services, database.url)
    expect(await deliveries()).toMatchObject([{ state: "failed", attempts: 12, status: 503 }])
    expect((await sql`SELECT 1 FROM graphile_worker.jobs`.execute(services.db)).rows).toEqual([])
  })

  it("is switched off by 410, and what waits is not sent", async () => {
    const services = make()
    const program = await receiver(status(410))
    const { id, deliveries } = await webhookTo(services, program.url, null)
    await edited(services, { times: 3 })
    await sql`UPDATE graphile_worker._private_jobs SET run_at = now() + interval '1 hour'
      WHERE id <> (SELECT min(id) FROM graphile_worker._private_jobs)`.execute(services.db)
    await workOff(services, database.url)
    expect(program.got).toHaveLength(1)
    expect((await deliveries()).map((d) => [d.state, d.status, d.error])).toEqual([
      ["failed", 410, null],
      ["failed", null, "switched_off"],
      ["failed", null, "switched_off"],
    ])
    expect(await findWebhook(services.db, id)).toMatchObject({ on: false, reason: "gone" })
    await edited(services)
    expect(await deliveries()).toHaveLength(3)
    await perform(switchWebhook, callerOf(services), { id, on: true })
    expect(await findWebhook(services.db, id)).toMatchObject({ on: true, reason: null })
    await edited(services)
    expect(await deliveries()).toHaveLength(4)
  })

  it("does not follow a redirect", async () => {
    const services = make()
    const elsewhere = await receiver()
    const program = await receiver(status(307, "", { Location: elsewhere.url }))
    const { deliveries } = await webhookTo(services, program.url)
    await edited(services)
    await workOff(services, database.url)
    expect(await deliveries()).toMatchObject([{ state: "waiting", status: 307 }])
    expect(elsewhere.got).toEqual([])
  })

  it("is not sent into the inner network, by an address or by a name", async () => {
    const services = make({})
    const program = await receiver()
    for (const host of ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"]) {
      const { deliveries } = await webhookTo(services, `http://${host}:${program.port}/hook`)
      await edited(services)
      await workOff(services, database.url)
      expect(await deliveries(), host).toMatchObject([{ state: "failed", attempts: 1, error: "private", status: null }])
    }
    expect(program.got).toEqual([])
  })

  it("says why it got no answer", async () => {
    const services = make()
    const away = await webhookTo(services, "http://127.0.0.1:1/")
    await edited(services)
    await workOff(services, database.url)
    expect(await away.deliveries()).toMatchObject([{ state: "waiting", error: "refused", status: null }])
    const torn = await webhookTo(services, (await receiver((request) => request.socket.destroy())).url)
    await edited(services)
    await workOff(services, database.url)
    expect(await torn.deliveries()).toMatchObject([{ state: "waiting", error: "broken" }])
    const other = testServices(database.url, { ...inner, SECRET: "t".repeat(40) })
    await edited(services)
    await workOff(other, database.url)
    expect((await torn.deliveries())[1]).toMatchObject({ state: "failed", error: "unreadable_secret" })
  })

  it("keeps the beginning of an answer, however long", async () => {
    const services = make()
    const program = await receiver((_, response) => {
      const more = () => {
        while (response.write("я\0".repeat(5000)));
      }
      response.on("drain", more).on("error", () => {})
      more()
    })
    const { deliveries } = await webhookTo(services, program.url)
    await edited(services)
    await workOff(services, database.url)
    expect(await deliveries()).toMatchObject([{ state: "delivered", answer: "я".repeat(500) }])
  })

  it("gets nothing of a transaction that failed, and one delivery of each event", async () => {
    const services = make()
    const program = await receiver()
    const { id, deliveries } = await webhookTo(services, program.url)
    await expect(edited(services, { fails: true })).rejects.toThrow("no")
    expect(await deliveries()).toEqual([])
    await edited(services)
    const [delivery] = await deliveries()
    const row = { event_id: delivery!.event_id, webhook_id: id, created_at: new Date() }
    const twice = services.db.insertInto("platform.webhook_delivery").values({
      ...{ tried_at: null, status: null, error: null, answer: null },
      ...row,
    })
    await expect(twice.execute()).rejects.toThrow(/unique/)
  })

  it("gets a test whatever it wants, alone, also while it is off", async () => {
    const services = make()
    const [program, other] = [await receiver(), await receiver()]
    const { id } = await webhookTo(services, program.url)
    await perform(switchWebhook, callerOf(services), { id, on: false })
    await webhookTo(services, other.url, null)
    await perform(testWebhook, callerOf(services), { id })
    await workOff(services, database.url)
    expect(program.got.map(({ body }) => JSON.parse(body).type)).toEqual(["webhook.test"])
    expect(other.got).toEqual([])
  })

  it("goes to its new address, and is signed with the old secret, too, for a day", async () => {
    const services = make()
    const program = await receiver()
    const { id, secret, deliveries } = await webhookTo(services, "http://127.0.0.1:1/")
    await edited(services)
    await perform(editWebhook, callerOf(services), { id, url: program.url })
    const fresh = newSecret()
    await perform(replaceSecret, callerOf(services), { id, installation: services.secret, secret: fresh })
    await workOff(services, database.url)
    const sent = () => program.got.at(-1)!
    const signatures = () => String(sent().headers["webhook-signature"]).split(" ")
    expect(signatures()).toEqual([fresh, secret].map((key) => signedBy(key, sent().headers, sent().body)))
    const later = make(inner, fixedClock(new Date(Date.now() + 25 * 3_600_000).toISOString()))
    await edited(later)
    await workOff(later, database.url)
    expect(signatures()).toEqual([signedBy(fresh, sent().headers, sent().body)])
    expect((await deliveries()).map(({ state }) => state)).toEqual(["delivered", "delivered"])
    const rows = await services.db.selectFrom("platform.webhook_secret").selectAll().execute()
    expect(rows.some(({ sealed }) => sealed.toString("utf8").includes("whsec_"))).toBe(false)
  })

  it("is looked at by the doctor", async () => {
    const services = make()
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    const { deliveries } = await webhookTo(services, "http://127.0.0.1:1/")
    await services.db.deleteFrom("platform.webhook_delivery").execute()
    expect(await checkWebhooks(client)).toMatchObject([{ level: "ok", what: expect.stringContaining("1 on") }])
    await edited(services)
    const failed = { state: "failed", error: "refused", tried_at: new Date() } as const
    await services.db.updateTable("platform.webhook_delivery").set(failed).execute()
    expect(await deliveries()).toHaveLength(1)
    expect(await checkWebhooks(client)).toMatchObject([
      { level: "warn", what: expect.stringContaining("1 deliveries") },
    ])
    await client.end()
  })

  it("is verified as the documentation shows it", async () => {
    const services = make()
    const program = await receiver()
    const { secret } = await webhookTo(services, program.url)
    await edited(services)
    await workOff(services, database.url)
    const text = readFileSync(new URL("../../../../docs/operate/webhooks.md", import.meta.url), "utf8")
    const example = /```js\n([\s\S]*?)```/.exec(text)![1]!
    const { isGenuine } = await import(`data:text/javascript,${encodeURIComponent(example)}`)
    const [{ headers, body }] = program.got as [(typeof program.got)[0]]
    const rotated = { ...headers, "webhook-signature": `v1,AAAA ${headers["webhook-signature"]}` }
    for (const given of [headers, rotated]) expect(isGenuine(secret, given, Buffer.from(body))).toBe(true)
    expect(isGenuine(newSecret(), headers, Buffer.from(body))).toBe(false)
    expect(isGenuine(secret, headers, Buffer.from(`${body} `))).toBe(false)
    expect(isGenuine(secret, headers, Buffer.from(body), Date.now() / 1000 + 301)).toBe(false)
  })

  it("forgets deliveries after 90 days", async () => {
    const services = make()
    const { deliveries } = await webhookTo(services, "http://127.0.0.1:1/")
    await edited(services)
    await tidyJob.run(services, {})
    expect(await deliveries()).toHaveLength(1)
    await tidyJob.run(make(inner, fixedClock("2099-01-01T00:00:00Z")), {})
    expect(await deliveries()).toEqual([])
  })
})
