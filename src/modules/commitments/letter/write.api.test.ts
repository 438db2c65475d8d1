import { sql } from "kysely"
import { beforeAll, beforeEach, expect, test } from "vitest"
import { fixedClock } from "#platform/clock.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { type ApiCaller, apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { asked } from "../testing/asked.ts"
import { listLetters } from "./register.store.ts"

let services: Services
let staff: ApiCaller
let member: ApiCaller
let world: Awaited<ReturnType<typeof asked>>
const callerOf = async (role: "coordinator" | "member") =>
  apiCaller(services, await tokenOf(services, (await signedIn(services, role)).actor))
beforeAll(async () => {
  services = testServices((await freshDatabase()).url, {}, { clock: fixedClock("2026-11-21T09:00:00Z") })
  world = await asked(services)
})
beforeEach(async () => {
  staff = await callerOf("coordinator")
  member = await callerOf("member")
})

const scan = (name: string) => {
  const form = new FormData()
  form.append("files", new File(["%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"], name))
  return form
}
const petition = {
  writer: "centre",
  addressee: "Министерство тишины",
  subject: "О скамьях",
  body: "Просим Вас помочь.",
  dated: "2026-11-20",
}

test("files are stored, and belong to one letter only", async () => {
  expect((await member("POST", "/files", scan("a.pdf"))).status).toBe(403)
  const storing = { "Idempotency-Key": "scan" }
  const { files } = (await staff("POST", "/files", scan("жалобы.pdf"), storing)).body
  expect((await staff("POST", "/files", scan("жалобы.pdf"), storing)).body).toEqual({ files })
  const path = `/requests/${world.requests[0]!.id}/letters`
  const key = { "Idempotency-Key": "petition" }
  const made = await staff("POST", path, { ...petition, files }, key)
  expect(made).toMatchObject({
    status: 201,
    body: { direction: "out", kind: "third_body", requestId: world.requests[0]!.id, files: [{ name: "жалобы.pdf" }] },
  })
  expect((await staff("POST", path, { ...petition, files }, key)).body.id).toBe(made.body.id)
  const again = await staff("POST", `/letters/${made.body.id}/files`, { files })
  expect(again).toMatchObject({ status: 422, body: { errors: [{ field: "files", code: "files.gone" }] } })
  const more = (await staff("POST", "/files", scan("подписано.pdf"))).body
  const attached = await staff("POST", `/letters/${made.body.id}/files`, more)
  expect(attached.body.files).toHaveLength(2)
  expect((await member("POST", path, petition)).status).toBe(403)
})

test("an item is written about for the centre, and what came is registered with or without a letter of ours", async () => {
  const { body } = await staff("POST", `/items/${world.items[2]!.id}/letters`, petition)
  expect(body).toMatchObject({ itemId: world.items[2]!.id, requestId: null, awaitedUntil: "2026-12-20" })
  const incoming = { dated: "2026-11-21", sender: "Министерство тишины", body: "Скамей не будет." }
  const free = await staff("POST", "/letters", incoming)
  expect(free.body).toMatchObject({ direction: "in", replyTo: null, addressee: "Министерство тишины" })
  expect((await staff("POST", "/letters", { dated: "2026-11-21" })).body.errors).toMatchObject([
    { field: "sender" },
    { field: "body" },
  ])
  const { files } = (await staff("POST", "/files", scan("ответ.pdf"))).body
  const reply = await staff("POST", `/letters/${body.id}/replies`, { dated: "2026-11-21", files })
  expect(reply.body).toMatchObject({ replyTo: body.id, files: [{ name: "ответ.pdf" }] })
  expect((await staff("GET", `/letters/${body.id}`)).body.repliedBy).toBe(reply.body.id)
})

test("a letter that did not arrive goes again, to another address; one under way does not", async () => {
  const [letter] = (await listLetters(services.db, { kind: "request" }, { limit: 9 })).filter((one) => one.mailId)
  const path = `/letters/${letter!.id}/resending`
  expect(await staff("POST", path, {})).toMatchObject({ status: 409, body: { code: "letter.refusal.under_way" } })
  await sql`UPDATE platform.outgoing_mail SET state = 'failed' WHERE id = ${letter!.mailId}`.execute(services.db)
  expect((await staff("POST", path, { email: "нет" })).status).toBe(422)
  expect(await staff("POST", path, { email: "new@lugovoy.example" })).toMatchObject({
    status: 201,
    body: { id: letter!.id, number: letter!.numberText, state: "queued" },
  })
})

test("the link of a recipient is read, renewed and taken back by the staff", async () => {
  const path = `/recipients/${world.requests[0]!.recipientId}/link`
  const first = await staff("GET", path)
  expect(first.body).toMatchObject({ opens: true, addressee: world.requests[0]!.addressee })
  expect(first.headers.get("Cache-Control")).toBe("no-store")
  expect((await member("GET", path)).status).toBe(403)
  const key = { "Idempotency-Key": "renew" }
  const renewed = await staff("POST", path, undefined, key)
  expect(renewed.status).toBe(201)
  expect(renewed.body.url).not.toBe(first.body.url)
  expect((await staff("POST", path, undefined, key)).body.url).toBe(renewed.body.url)
  expect((await member("DELETE", path)).status).toBe(403)
  expect((await staff("DELETE", path)).body).toMatchObject({ opens: false, url: null, code: null })
})
