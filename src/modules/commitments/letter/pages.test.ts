import { expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { aParty } from "#test/registry.ts"
import { aResolution } from "#test/resolution.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { adopted, asked, doer } from "../testing/asked.ts"
import { registerIncoming } from "./register-incoming.ts"
import { writeLetter } from "./write-letter.ts"

const text = `РЕЗОЛЮЦИЯ круглого стола «Двери»
2 марта 2026 года
Участники решили:
1. Руководителям НКО провести день открытых дверей.
2. Составить карту дверей.
`

test("the pages of asking and of letters are valid in both languages", async () => {
  const services = testServices((await freshDatabase()).url)
  const { browser } = await signedIn(services, "coordinator")
  await aParty(services, system("test"), "Фонд «Причал»")
  const { id } = await adopted(services)
  const { id: sent, requests } = await asked(services)
  const classes = await aResolution(services, text)
  const run = doer(services)
  const about = {
    requestId: requests[0]!.id,
    writer: "centre",
    addressee: "Порт",
    subject: "О скамьях",
    body: "Просим",
  }
  const written = await run(writeLetter, { ...about, dated: "2026-05-05" })
  const reply = await run(registerIncoming, { replyTo: written.id, dated: "2026-05-06", body: "Ответ" })
  const pages = [
    `/resolutions/${id}/asking`,
    `/resolutions/${classes.id}/asking`,
    `/resolutions/${sent}/asking`,
    `/resolutions/${sent}/letters`,
    "/letters",
    "/letters?waiting=yes&direction=in&kind=reply&year=2026&q=нет",
    `/letters/${written.id}`,
    `/letters/${reply.id}`,
    `/letters/${written.id}/reply`,
    "/letters/incoming",
    `/requests/${requests[0]!.id}/letters/new`,
    `/items/${classes.items[1]!.id}/letters/new`,
    "/settings/letters",
  ]
  for (const page of pages)
    for (const address of [page, `/en${page}`]) {
      const answer = await browser.get(address)
      expect(answer.status, address).toBe(200)
      await expectValidHtml(answer.text, address)
    }
})
