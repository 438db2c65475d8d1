import { beforeAll, expect, test } from "vitest"
import { editParty } from "#modules/registry/public.ts"
import { system } from "#platform/actor.ts"
import { fixedClock } from "#platform/clock.ts"
import { perform } from "#platform/command.ts"
import type { Services } from "#platform/services.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { revokeLink } from "../recipient/change-link.ts"
import { claimedRecipient, linkToken, opensLink } from "../recipient/link.ts"
import { recipientByCode, recipientsOf } from "../recipient/recipient.store.ts"
import { answerRequest } from "../request/answer-request.ts"
import { decideRequest } from "../request/decide-request.ts"
import { actsOf, requestById } from "../request/request.store.ts"
import { splitRequest } from "../request/split-request.ts"
import { adopted, asked, doer, holderOf } from "../testing/asked.ts"
import { askAddressees } from "./ask-addressees.ts"

let services: Services
beforeAll(async () => {
  const { url } = await freshDatabase()
  services = testServices(url)
})

test("every addressee gets a request per item, a letter with a number, and a link by e-mail", async () => {
  const { id, requests } = await asked(services)
  expect(requests.map((r) => [r.addressee, r.role, r.stage])).toEqual([
    ["Администрация города Лугового", "lead", "asked"],
    ["Администрация города Лугового", "lead", "asked"],
    ["Совет ветеранов города Лугового", "joint", "asked"],
    ["Общество слепых города Лугового", "lead", "asked"],
  ])
  const letters = await services.db
    .selectFrom("commitments.letter")
    .select(["number", "channel", "mail_id"])
    .where("resolution_id", "=", id)
    .orderBy("number")
    .execute()
  expect(letters.map((l) => [l.channel, l.mail_id !== null])).toEqual([
    ["email", true],
    ["email", true],
    ["paper", false],
  ])
  const [first] = await recipientsOf(services.db, id)
  const mail = await services.db
    .selectFrom("platform.outgoing_mail")
    .selectAll()
    .where("id", "=", letters[0]!.mail_id!)
    .executeTakeFirstOrThrow()
  const token = linkToken(services.secret, first!)
  expect(mail.body_text).toContain(`/answer/${token}`)
  expect(mail.body_text).toContain("поставить скамьи")
  expect(mail.body_text).not.toContain("переходов")
  expect(claimedRecipient(token)).toBe(first!.id)
  expect(opensLink(services.secret, token, first!)).toBe(true)
  expect(opensLink(services.secret, token, { ...first!, generation: 2 })).toBe(false)
  const code = /код ([A-Z2-9]{5}-[A-Z2-9]{5})/.exec(mail.body_text)![1]!
  expect((await recipientByCode(services.db, services.secret, code.toLowerCase().replace("-", " ")))?.id).toBe(
    first!.id,
  )
})

test("asking again asks nobody twice, and letters made at once never share a number", async () => {
  const made = await Promise.all([adopted(services), adopted(services), adopted(services)])
  const run = doer({ ...services, clock: fixedClock("2027-03-05T09:00:00Z") })
  const letters = (items: { id: number }[]) => [
    { addressee: "Администрация города Лугового", channel: "paper", items: [{ id: items[0]!.id }] },
    { addressee: "Совет ветеранов города Лугового", channel: "paper", items: [{ id: items[1]!.id }] },
  ]
  await Promise.all(
    made.map(({ id, items }) => run(askAddressees, { id, dated: "2027-03-03", letters: letters(items) })),
  )
  const again = { id: made[0].id, dated: "2027-03-04", letters: letters(made[0].items) }
  await expect(run(askAddressees, again)).rejects.toMatchObject({ status: 409 })
  const rows = await services.db.selectFrom("commitments.letter").select("number").where("year", "=", 2027).execute()
  expect(rows.map((r) => r.number).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6])
})

test("a letter bears a day between the adoption and today", async () => {
  const { id, items } = await adopted(services)
  const ask = (dated: string) =>
    doer(services)(askAddressees, {
      id,
      dated,
      letters: [{ addressee: "Почта", channel: "paper", items: [{ id: items[0]!.id }] }],
    })
  await expect(ask("2026-03-01")).rejects.toMatchObject({ fields: { dated: { key: "asking.before_adopted" } } })
  await expect(ask("2999-01-01")).rejects.toMatchObject({ fields: { dated: { key: "request.invalid.future" } } })
  expect(await ask("2026-03-02")).toMatchObject({ letters: 1 })
})

test("handing over and splitting leave the address that somebody is written to at as it is", async () => {
  const { id, requests } = await asked(services)
  const joint = requests.find(({ role }) => role === "joint")!
  const { db, clock, listeners } = services
  const card = { id: joint.partyId, email: "old@registry.example" }
  await perform(editParty, { db, clock, listeners, actor: system("test") }, card)
  const emailOf = async (name: string) =>
    (await recipientsOf(db, id)).find(({ addressee }) => addressee === name)?.email
  const over = { kind: "hand_over", text: "К ним", handTo: joint.addressee, name: "Ольга Ветрова", post: "глава" }
  await doer(services, holderOf(requests[0]!))(answerRequest, { id: requests[0]!.id, ...over })
  const parts = [{ text: "Музыка", addressee: joint.addressee }]
  await doer(services)(splitRequest, { id: requests[1]!.id, parts })
  expect(await emailOf(joint.addressee)).toBe("office1@lugovoy.example")
  await doer(services)(splitRequest, { id: requests[1]!.id, parts: [{ ...parts[0], email: "new@lugovoy.example" }] })
  expect(await emailOf(joint.addressee)).toBe("new@lugovoy.example")
})

test("an addressee answers by the link, reports, and the centre releases", async () => {
  const { requests } = await asked(services)
  const [first, second] = requests as [(typeof requests)[0], (typeof requests)[0]]
  const official = doer(services, holderOf(first))
  const run = doer(services)
  const who = { name: "Ольга Ветрова", post: "заместитель главы" }
  await expect(official(answerRequest, { id: first.id, kind: "accept", termOn: "2027-06-01" })).rejects.toMatchObject({
    fields: { name: { key: "invalid.required" } },
  })
  const { id: received } = await official(answerRequest, {
    id: first.id,
    kind: "receive",
    until: "2027-03-20",
    theirNumber: "вх. 14",
    ...who,
  })
  await official(answerRequest, { id: first.id, kind: "accept", termOn: "2027-06-01", ...who })
  await official(answerRequest, { id: first.id, kind: "report", text: "Поставили", share: 100, ...who })
  const acts = await actsOf(services.db, [first.id])
  expect(acts.map((a) => [a.kind, a.stage, a.channel, a.name])).toEqual([
    ["receive", "received", "link", "Ольга Ветрова"],
    ["accept", "accepted", "link", "Ольга Ветрова"],
    ["report", "reported", "link", "Ольга Ветрова"],
  ])
  expect(acts[0]!.id).toBe(received)
  await run(decideRequest, { id: first.id, kind: "release", settles: acts[2]!.id })
  expect(await requestById(services.db, first.id)).toMatchObject({
    stage: "released",
    termOn: "2027-06-01",
    share: 100,
  })
  await expect(
    doer(services, holderOf({ recipientId: 0 }))(answerRequest, { id: second.id, kind: "ask", text: "?" }),
  ).rejects.toMatchObject({ status: 403 })
})

test("handed over to a body whose address is known, it gets a link of its own; the figures follow", async () => {
  const { id, requests } = await asked(services)
  const first = requests[0]!
  const official = doer(services, holderOf(first))
  const { handedTo } = await official(answerRequest, {
    id: first.id,
    kind: "hand_over",
    text: "Скамьи ставит управление",
    handTo: "Управление благоустройства города Лугового",
    name: "Ольга Ветрова",
    post: "заместитель главы",
  })
  expect(await requestById(services.db, handedTo)).toMatchObject({ stage: "asked", parentId: first.id })
  const figures = await services.db
    .selectFrom("commitments.figure")
    .select(["measure", "requests"])
    .where("dimension", "=", "resolution")
    .where("key", "=", id)
    .where("requests", ">", 0)
    .orderBy("measure")
    .execute()
  expect(figures).toEqual([{ measure: "asked", requests: 4 }])
})

test("a link that was taken back is given anew by the next letter, and not by somebody who hands over", async () => {
  const { requests, letters, id, items } = await asked(services)
  const [city] = await recipientsOf(services.db, id)
  const veterans = requests.find((r) => r.addressee.startsWith("Совет"))!
  const blind = requests.find((r) => r.addressee.startsWith("Общество"))!
  const run = doer(services)
  const mails = async () =>
    (
      await services.db
        .selectFrom("platform.outgoing_mail")
        .select("body_text")
        .where("reply_route", "=", `answer-${city!.id}`)
        .orderBy("id")
        .execute()
    ).map((mail) => mail.body_text)
  await run(revokeLink, { id: city!.id })
  const hand = { kind: "hand_over", text: "К ним", handTo: city!.addressee, name: "Ольга Ветрова", post: "секретарь" }
  await doer(services, holderOf(blind))(answerRequest, { ...hand, id: blind.id })
  expect((await recipientsOf(services.db, id))[0]!.revokedAt).not.toBeNull()
  expect(await mails()).toHaveLength(1)
  const third = { id: items[0]!.id, role: "joint" }
  await run(askAddressees, { id, dated: "2026-03-05", letters: [{ ...letters[1], items: [third] }] })
  // Nobody of the registry, but written to before: the address is known.
  await run(askAddressees, {
    id,
    dated: "2026-03-05",
    letters: [{ ...letters[0], addressee: "Парк", partyId: null, items: [third] }],
  })
  const park = (await recipientsOf(services.db, id)).find((one) => one.addressee === "Парк")!
  await doer(services, holderOf(veterans))(answerRequest, { ...hand, id: veterans.id, handTo: "Парк" })
  const written = await services.db
    .selectFrom("platform.outgoing_mail")
    .select("body_text")
    .where("reply_route", "=", `answer-${park.id}`)
    .execute()
  expect(written).toHaveLength(2)
  expect(written[1]!.body_text).toContain("провести праздник двора")
  await run(revokeLink, { id: park.id })
  const again = { ...letters[0], addressee: "Парк", partyId: null, items: [{ id: items[2]!.id, role: "lead" }] }
  await run(askAddressees, { id, dated: "2026-03-05", letters: [again] })
  const kept = (await recipientsOf(services.db, id)).find((one) => one.id === park.id)!
  expect(kept).toMatchObject({ revokedAt: null, generation: 2 })
})
