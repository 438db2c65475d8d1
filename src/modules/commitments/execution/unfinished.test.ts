import { beforeAll, expect, test } from "vitest"
import { adoptResolution, draftOf, draftResolution } from "#modules/deliberation/public.ts"
import { fixedClock } from "#platform/clock.ts"
import { readDocument } from "#platform/documents/read-document.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { answerRequest } from "../request/answer-request.ts"
import { decideRequest } from "../request/decide-request.ts"
import { asked, doer } from "../testing/asked.ts"

let services: Services
let items: { id: number }[]
let draft: number
const told = { channel: "phone", evidence: "Сказала по телефону", name: "Ольга Ветрова" }

beforeAll(async () => {
  const { url } = await freshDatabase()
  const made = await asked(testServices(url, {}, { clock: fixedClock("2026-03-03T09:00:00Z") }))
  ;({ items } = made)
  const [bench, feast, helper, crossings] = made.requests
  const april = doer(testServices(url, {}, { clock: fixedClock("2026-04-02T09:00:00Z") }))
  await april(answerRequest, { id: bench!.id, kind: "accept", termOn: "2026-06-01", ...told })
  await april(answerRequest, { id: crossings!.id, kind: "decline", text: "Нет людей", ...told })
  await april(answerRequest, { id: helper!.id, kind: "accept", termOn: "2026-05-01", ...told })
  await april(decideRequest, { id: feast!.id, kind: "release", text: "Праздник прошёл" })
  services = testServices(url, {}, { clock: fixedClock("2026-06-10T09:00:00Z") })
  const document = await readDocument(
    new TextEncoder().encode(`РЕЗОЛЮЦИЯ круглого стола «Двор и парк»
г. Луговой, 9 июня 2026 года
Участники решили:
1. Администрации города Лугового поставить скамьи у библиотеки.
`),
    "park.txt",
  )
  ;({ id: draft } = await doer(services)(draftResolution, { document }))
})

const order = (page: string) => [...page.matchAll(/name="item" value="(\d+)"/g)].map(([, id]) => Number(id))

test("what was left undone is offered to the next draft, the worst first, with its history, and goes when it is taken", async () => {
  const { browser } = await signedIn(services, "coordinator")
  const path = `/resolutions/${draft}/draft`
  const page = (await browser.get(path)).text
  await expectValidHtml(page)
  // The feast is done by who leads it, though a helper is late.
  expect(order(page)).toEqual([items[0]!.id, items[2]!.id])
  expect(page).toContain("Из прежних резолюций не исполнено: 2")
  expect(page).toMatch(/спросили 3 марта 2026\sг\., ответ 2 апреля 2026\sг\., просрочено, срок был 1 июня 2026\sг\./)
  expect(page).toContain('href="/requests"')
  const hidden = (name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(page.slice(page.indexOf("/draft/carry")))![1]!
  await browser.post(`${path}/carry`, { item: hidden("item"), version: hidden("version"), key: "k" })
  expect(order((await browser.get(path)).text)).toEqual([items[2]!.id])
  const { version } = (await draftOf(services.db, draft))!
  await doer(services)(adoptResolution, {
    ...{ id: draft, version, adoptedOn: "2026-06-10", visibility: "open", addUnknown: true },
  })
  const next = await doer(services)(draftResolution, {
    document: await readDocument(new TextEncoder().encode("РЕЗОЛЮЦИЯ\nРешили:\n1. Открыть клуб.\n"), "klub.txt"),
  })
  expect(order((await browser.get(`/resolutions/${next.id}/draft`)).text)).toEqual([items[2]!.id])
})
