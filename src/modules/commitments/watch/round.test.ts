import { sql } from "kysely"
import { beforeEach, describe, expect, test } from "vitest"
import { editParty } from "#modules/registry/public.ts"
import { system } from "#platform/actor.ts"
import { fixedClock } from "#platform/clock.ts"
import { perform } from "#platform/command.ts"
import type { Services } from "#platform/services.ts"
import { addQuietDay } from "#platform/workdays/quiet-day.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { answerRequest } from "../request/answer-request.ts"
import { decideRequest } from "../request/decide-request.ts"
import { asked, doer, holderOf } from "../testing/asked.ts"
import { watchJob, watchRound } from "./round.ts"
import { sendReminders } from "./send-reminders.ts"
import { watchedDay } from "./watch.ts"

let services: Services
let first: Awaited<ReturnType<typeof asked>>["requests"][number]
let requests: Awaited<ReturnType<typeof asked>>["requests"]
const who = { name: "Ольга Ветрова", post: "заместитель главы" }

/** Four requests of 3 March 2026: two of the administration, one of veterans, one of a society without e-mail. */
beforeEach(async () => {
  const { url } = await freshDatabase()
  services = testServices(url, {}, { clock: fixedClock("2026-03-03T06:00:00Z") })
  requests = (await asked(services)).requests
  first = requests[0]!
  await services.db.deleteFrom("platform.outgoing_mail").execute()
})

/** The same installation on another day, 9 o'clock in Moscow unless an instant is given. */
const on = (at: string): Services => ({
  ...services,
  clock: fixedClock(at.includes("T") ? at : `${at}T06:00:00Z`),
})
const says = (at: string, input: object) =>
  doer(on(at), holderOf(first))(answerRequest, { id: first.id, ...who, ...input })
const mails = () =>
  services.db
    .selectFrom("platform.outgoing_mail")
    .select(["to_address as to", "subject", "body_text as text"])
    .orderBy("id")
    .execute()
const register = () =>
  services.db
    .selectFrom("commitments.reminder")
    .select(["recipient_id as recipient", "kind", "on_day as day", "channel", "by_hand as byHand"])
    .orderBy("id")
    .execute()

describe("working days", () => {
  test.each([
    ["a Saturday", "2026-03-21"],
    ["a Sunday", "2026-03-22"],
    ["New Year", "2027-01-01"],
    ["the eighth of January", "2027-01-08"],
  ])("nothing goes on %s", async (_, day) => {
    expect(await watchRound(on(day))).toEqual({ due: 0, mailed: 0, paper: 0 })
    expect(await mails()).toEqual([])
  })

  test("nor on a quiet day of the centre; what was due then is due on the next working day", async () => {
    await doer(services)(addQuietDay, { day: "2026-03-17", reason: "Траур" })
    expect((await watchRound(on("2026-03-17"))).mailed).toBe(0)
    expect(await watchRound(on("2026-03-18"))).toEqual({ due: 4, mailed: 2, paper: 1 })
  })

  test("a term on a day off is late only after the next working day", async () => {
    await says("2026-03-04", { kind: "accept", termOn: "2026-03-14" }) // a Saturday
    await watchRound(on("2026-03-16"))
    expect((await mails()).map((m) => m.text.includes("Срок: 14 марта"))).toEqual([true])
    await watchRound(on("2026-03-17"))
    expect((await mails())[1]!.text).toContain("Срок прошёл 14 марта 2026 г., отчёта нет")
  })

  test("the job looks at the hour of the installation's zone, and goes once a day", async () => {
    const done = async () => (await services.db.selectFrom("commitments.round").selectAll().execute()).length
    await watchJob.run(on("2026-03-17T05:59:00Z"), {}) // 8:59 in Moscow
    expect(await done()).toBe(0)
    await watchJob.run(on("2026-03-17T06:00:00Z"), {})
    expect(await done()).toBe(1)
    const sent = (await mails()).length
    await says("2026-03-17T08:00:00Z", { kind: "accept", termOn: "2026-03-18" })
    await watchJob.run(on("2026-03-17T09:00:00Z"), {})
    expect((await mails()).length).toBe(sent)
    await watchJob.run(on("2026-03-18T15:00:00Z"), {}) // 18:00: too late
    expect(await done()).toBe(1)
  })
})

describe("letters", () => {
  test("one per recipient with all their items, link and code; paper where there is no address", async () => {
    expect((await watchRound(on("2026-03-16"))).due).toBe(0)
    expect(await watchRound(on("2026-03-17"))).toEqual({ due: 4, mailed: 2, paper: 1 })
    const [administration] = await mails()
    expect(administration!.to).toBe("office0@lugovoy.example")
    for (const part of [
      "поставить скамьи",
      "провести праздник двора",
      "Ждём ответа с 3 марта 2026 г.",
      "/answer/",
      "введите код ",
    ])
      expect(administration!.text).toContain(part)
    expect((await register()).map((r) => [r.kind, r.channel, r.byHand])).toEqual([
      ["reminder", "email", false],
      ["reminder", "email", false],
      ["reminder", "paper", false],
    ])
  })

  test("never twice: again, two at once, and again after silent_days", async () => {
    await Promise.all([watchRound(on("2026-03-17")), watchRound(on("2026-03-17")), watchRound(on("2026-03-17"))])
    expect((await mails()).length).toBe(2)
    expect(await watchRound(on("2026-03-17"))).toEqual({ due: 0, mailed: 0, paper: 0 })
    expect((await watchRound(on("2026-03-30"))).mailed).toBe(0)
    expect((await watchRound(on("2026-03-31"))).mailed).toBe(2)
  })

  test("a round that breaks off between batches, or inside of one, repeats nothing and loses nothing", async () => {
    const broken = watchRound(on("2026-03-17"), {
      batch: 1,
      say: () => {
        throw new Error("the power went")
      },
    })
    await expect(broken).rejects.toThrow("the power went")
    expect((await mails()).length).toBe(1)
    await sql`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'the disk is full'; END $$`.execute(services.db)
    await sql`CREATE TRIGGER refuse BEFORE INSERT ON commitments.reminded EXECUTE FUNCTION refuse()`.execute(
      services.db,
    )
    await expect(watchRound(on("2026-03-17"), { batch: 1 })).rejects.toThrow("the disk is full")
    expect((await mails()).length).toBe(1)
    await sql`DROP TRIGGER refuse ON commitments.reminded`.execute(services.db)
    expect(await watchRound(on("2026-03-17"))).toMatchObject({ mailed: 1, paper: 1 })
    expect((await mails()).map((m) => m.to)).toEqual(["office0@lugovoy.example", "office1@lugovoy.example"])
  })

  test("automatic off: it only counts", async () => {
    await services.db.updateTable("commitments.rule").set({ automatic: false }).execute()
    expect(await watchRound(on("2026-03-17"))).toEqual({ due: 4, mailed: 0, paper: 0 })
    expect(await register()).toEqual([])
  })

  test("nobody is written about demo resolutions, struck and closed items, or by a revoked link", async () => {
    const { db } = services
    await db
      .updateTable("commitments.recipient")
      .set({ revoked_at: new Date(0) })
      .where("id", "=", first.recipientId)
      .execute()
    await sql`INSERT INTO deliberation.closing (item_id, at, reason) VALUES (${requests[3]!.itemId}, now(), 'сделано')`.execute(
      db,
    )
    expect(await watchRound(on("2026-03-17"))).toMatchObject({ mailed: 1, paper: 0 })
    expect((await mails()).map((m) => m.to)).toEqual(["office1@lugovoy.example"])
    await sql`UPDATE deliberation.resolution SET demo = true`.execute(db)
    expect(await watchRound(on("2026-03-31"))).toEqual({ due: 0, mailed: 0, paper: 0 })
  })

  test("a link that has ended lives on, and the letter says until when", async () => {
    await services.db
      .updateTable("commitments.recipient")
      .set({ expires_at: new Date("2026-03-10") })
      .execute()
    await watchRound(on("2026-03-17"))
    expect((await mails())[0]!.text).toContain("действуют до 17 марта 2027 г.")
    const ends = await services.db.selectFrom("commitments.recipient").select("expires_at as at").execute()
    expect(new Set(ends.map(({ at }) => at.toISOString().slice(0, 10)))).toEqual(new Set(["2027-03-17"]))
  })
})

describe("what is due", () => {
  const textsOf = async (to: string) => (await mails()).filter((m) => m.to === to).map((m) => m.text)
  const administration = () => textsOf("office0@lugovoy.example")

  test("an answer stops reminding of it; a question waits for us and not for them", async () => {
    await says("2026-03-10", { kind: "accept", termOn: "2026-12-01" })
    await doer(on("2026-03-10"), holderOf(requests[1]!))(answerRequest, {
      id: requests[1]!.id,
      kind: "ask",
      text: "Где?",
      ...who,
    })
    await watchRound(on("2026-03-17"))
    expect(await administration()).toEqual([])
    const { id: question } = await services.db
      .selectFrom("commitments.act")
      .select("id")
      .where("kind", "=", "ask")
      .executeTakeFirstOrThrow()
    await doer(on("2026-03-20"))(decideRequest, {
      id: requests[1]!.id,
      kind: "reply",
      text: "У школы",
      settles: question,
    })
    await watchRound(on("2026-04-02"))
    expect(await administration()).toEqual([])
    await watchRound(on("2026-04-03"))
    expect(await administration()).toHaveLength(1)
    expect((await administration())[0]).not.toContain("скамьи")
  })

  test("considered until a day that is past", async () => {
    await says("2026-03-10", { kind: "receive", until: "2026-03-24" })
    await watchRound(on("2026-03-17"))
    await watchRound(on("2026-03-24"))
    expect((await administration()).join()).not.toContain("Рассматривали")
    await watchRound(on("2026-03-25"))
    expect((await administration()).join()).toContain("Рассматривали до 24 марта 2026 г., решения ещё нет")
  })

  test("a term that changed between rounds is reminded of anew; a late one every repeat_days", async () => {
    await services.db.updateTable("commitments.rule").set({ silent_days: 300, escalate_days: 300 }).execute()
    await says("2026-03-04", { kind: "accept", termOn: "2026-03-20" })
    const counts = async (day: string) => {
      await watchRound(on(day))
      return (await administration()).length
    }
    expect(await counts("2026-03-12")).toBe(0)
    expect(await counts("2026-03-13")).toBe(1)
    expect(await counts("2026-03-16")).toBe(1)
    const { id } = await says("2026-03-16", { kind: "extend", termOn: "2026-04-01", text: "Ждём краску" })
    expect(await counts("2026-03-23")).toBe(1) // they asked, the word is ours
    await doer(on("2026-03-23"))(decideRequest, { id: first.id, kind: "agree", settles: id })
    expect(await counts("2026-03-24")).toBe(1)
    expect(await counts("2026-03-25")).toBe(2)
    expect(await counts("2026-04-01")).toBe(2)
    expect(await counts("2026-04-02")).toBe(3)
    expect(await counts("2026-04-15")).toBe(3)
    expect(await counts("2026-04-16")).toBe(4)
  })

  test("taken into work without a term", async () => {
    await says("2026-03-10", { kind: "report", text: "Начали", share: 10 })
    await watchRound(on("2026-03-17"))
    await watchRound(on("2026-03-24"))
    expect((await administration()).join()).toContain("срок не назван")
  })

  test("after escalate_days the head is written to, once in repeat_days; on paper without an address", async () => {
    const { partyId } = first
    const party = await services.db
      .selectFrom("registry.party")
      .selectAll()
      .where("id", "=", partyId!)
      .executeTakeFirstOrThrow()
    const { db, clock, listeners } = services
    await perform(
      editParty,
      { db, clock, listeners, actor: system("test") },
      {
        id: partyId,
        version: party.version,
        nature: party.nature,
        kind: party.kind,
        name: party.name,
        headEmail: "glava@lugovoy.example",
      },
    )
    await watchRound(on("2026-03-17"))
    expect((await register()).some(({ kind }) => kind === "escalation")).toBe(false)
    await watchRound(on("2026-04-02")) // 30 days
    expect(await textsOf("glava@lugovoy.example")).toHaveLength(1)
    expect((await textsOf("glava@lugovoy.example"))[0]).toContain("как руководителю: Администрация города Лугового")
    const escalations = (await register()).filter(({ kind }) => kind === "escalation")
    expect(escalations.map(({ channel }) => channel)).toEqual(["email", "paper", "paper"])
    await watchRound(on("2026-04-15"))
    expect(await textsOf("glava@lugovoy.example")).toHaveLength(1)
    await watchRound(on("2026-04-16"))
    expect(await textsOf("glava@lugovoy.example")).toHaveLength(2)
  })
})

describe("by hand", () => {
  const remind = (at: string, alarm = "silent") =>
    doer(on(at))(sendReminders, {
      alarm,
      letters: [{ recipient: first.recipientId, requests: [requests[0]!.id, requests[1]!.id] }],
    })

  test("on the same day as the round, in either order, it is one letter", async () => {
    expect(await remind("2026-03-17")).toMatchObject({ mailed: 1, paper: 0, twice: [], moot: 0 })
    expect(await watchRound(on("2026-03-17"))).toMatchObject({ mailed: 1, paper: 1 })
    expect((await mails()).map((m) => m.to)).toEqual(["office0@lugovoy.example", "office1@lugovoy.example"])
    await expect(remind("2026-03-17")).rejects.toMatchObject({ status: 409, saying: { key: "watch.refusal.today" } })
    expect(await remind("2026-03-19")).toMatchObject({ mailed: 1 })
  })

  test("what the manual letter did not mention comes with the round of the next day", async () => {
    await doer(on("2026-03-17"))(sendReminders, {
      alarm: "silent",
      letters: [{ recipient: first.recipientId, requests: [first.id] }],
    })
    await watchRound(on("2026-03-17"))
    await watchRound(on("2026-03-18"))
    const own = (await mails()).filter((m) => m.to === "office0@lugovoy.example")
    expect(own.map((m) => m.text.includes("скамьи"))).toEqual([true, false])
  })

  test("what was answered after the preview is left out", async () => {
    await says("2026-03-17", { kind: "accept", termOn: "2026-12-01" })
    expect(await remind("2026-03-17")).toMatchObject({ mailed: 1, requests: 1 })
    const requestsDone = { id: requests[1]!.id, ...who, kind: "decline", text: "Не наше" }
    await doer(on("2026-03-18"), holderOf(requests[1]!))(answerRequest, requestsDone)
    await expect(remind("2026-03-18")).rejects.toMatchObject({ saying: { key: "watch.refusal.moot" } })
  })
})

test("what ended on a day off is not before the last working day", () => {
  const rule = { silentDays: 14, soonDays: 7, repeatDays: 14, escalateDays: 30 }
  const day = watchedDay(rule as never, { years: {}, quiet: new Set(["2026-03-13"]) }, "2026-03-16")
  expect(day).toEqual({ ...rule, day: "2026-03-16", before: "2026-03-12" })
})
