import { beforeAll, beforeEach, expect, test } from "vitest"
import { directItem } from "#modules/deliberation/item/direct-item.ts"
import { partyById } from "#modules/registry/public.ts"
import { system } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { aParty, aTerritory } from "#test/registry.ts"
import { aResolution } from "#test/resolution.ts"
import { testServices } from "#test/services.ts"
import type { Visitor } from "#test/visitor.ts"
import { requestLettersOf } from "../letter/register.store.ts"
import { adopted } from "../testing/asked.ts"

let services: Services
let browser: Visitor
beforeAll(async () => {
  services = testServices((await freshDatabase()).url)
})
beforeEach(async () => {
  browser = (await signedIn(services, "coordinator")).browser
})

/** Everything that the form on a page would send, as it stands. */
function formIn(html: string): URLSearchParams {
  const form = /<form class="form"[\s\S]*?<\/form>/.exec(html)![0]
  const sent = new URLSearchParams()
  for (const [tag] of form.matchAll(/<input\b[^>]*>/g)) {
    const attribute = (name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
    const type = attribute("type") ?? "text"
    if ((type === "checkbox" || type === "radio") && !/\schecked/.test(tag)) continue
    sent.append(attribute("name")!, attribute("value") ?? "")
  }
  return sent
}
const post = (path: string, form: URLSearchParams) => browser.post(path, form as never)
const button = (html: string) => /value="send">[\s\S]*?<\/svg>([^<]+)</.exec(html)?.[1]
const keyOfRow = (html: string, name: string) =>
  new RegExp(`<legend>${name}</legend>[\\s\\S]*?name="who-(\\w+)"`).exec(html)![1]!
const emailOf = (html: string, name: string, email: string) => {
  const form = formIn(html)
  const key = keyOfRow(html, name)
  form.set(`email-${key}`, email)
  form.set(`how-${key}`, "email")
  return { form, key }
}

test("shows who will be asked what, and sends as many letters as the button says", async () => {
  const { id } = await adopted(services)
  const path = `/resolutions/${id}/asking`
  expect((await browser.get(`/resolutions/${id}`)).text).toMatch(
    /href="\/resolutions\/\d+\/asking"[\s\S]*Спросить 3 адресатов/,
  )
  const { text } = await browser.get(path)
  expect(button(text)).toBe("Отправить 3 письма")
  for (const said of [
    "У 3 адресатов нет ни e-mail",
    "совместно",
    "Совет ветеранов города Лугового",
    "поставить скамьи",
  ])
    expect(text).toContain(said)

  const { form, key } = emailOf(text, "Администрация города Лугового", "office.lugovoy")
  form.delete(`who-${keyOfRow(text, "Общество слепых города Лугового")}`)
  form.set("do", "count")
  const counted = await post(path, form)
  expect(counted.status).toBe(200)
  expect(button(counted.text)).toBe("Отправить 2 письма")
  form.set("do", "send")
  const refused = await post(path, form)
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('value="office.lugovoy"')
  expect(refused.text).toContain(`id="f-email-${key}-error"`)
  expect(await requestLettersOf(services.db, id)).toEqual([])

  form.set(`email-${key}`, "office@lugovoy.example")
  form.set(`remember-${key}`, "yes")
  const sent = await post(path, form)
  expect([sent.status, sent.location]).toEqual([303, `/resolutions/${id}/letters`])
  expect((await post(path, form)).location).toBe(sent.location)
  const letters = await requestLettersOf(services.db, id)
  expect(letters.map((l) => [l.addressee, l.channel, l.items.length])).toEqual([
    ["Администрация города Лугового", "email", 2],
    ["Совет ветеранов города Лугового", "paper", 1],
  ])
  expect((await partyById(services.db, letters[0]!.partyId!))?.email).toBe("office@lugovoy.example")
  const rest = await browser.get(path)
  expect(button(rest.text)).toBe("Отправить 1 письмо")
  expect(rest.text).toContain("Администрация города Лугового: пункты 1, 2. Спросили")
})

test("two coordinators at once: nobody is asked twice, and the second is told", async () => {
  const { id } = await adopted(services)
  const path = `/resolutions/${id}/asking`
  const first = formIn((await browser.get(path)).text)
  first.set("do", "send")
  const other = (await signedIn(services, "coordinator")).browser
  const second = formIn((await other.get(path)).text)
  second.set("do", "send")
  const answers = await Promise.all([post(path, first), other.post(path, second as never)])
  expect(answers.map((a) => a.status).sort()).toEqual([303, 422])
  expect(await requestLettersOf(services.db, id)).toHaveLength(3)
})

test("a class is told by name: ticked members get letters, three hundred of them too", async () => {
  const place = await aTerritory(services, system("test"), "Приречный округ")
  for (let i = 0; i < 300; i++)
    await aParty(services, system("test"), `Фонд «Берег ${String(i).padStart(3, "0")}»`, {
      territoryId: place,
      email: i % 2 ? `fond${i}@bereg.example` : "",
    })
  await aParty(services, system("test"), "Фонд из другого места")
  const text =
    "РЕЗОЛЮЦИЯ круглого стола\n2 марта 2026 года\nУчастники решили:\n1. Руководителям НКО провести день открытых дверей.\n"
  const { id } = await aResolution(services, text, { territoryId: place })
  const path = `/resolutions/${id}/asking`
  const empty = await browser.get(path)
  expect(empty.text).toContain("Кто это:")
  expect(empty.text).not.toContain("Фонд из другого места")
  const form = formIn(empty.text)
  const [, field, member] = /name="(tick-[^"]+)"[^>]*value="(\d+)"/.exec(empty.text)!
  const ticked = new URLSearchParams(form)
  ticked.append(field!, member!)
  ticked.set("do", "send")
  const unseen = await post(path, ticked)
  expect([unseen.status, button(unseen.text)]).toEqual([422, "Отправить 1 письмо"])
  expect(unseen.text).toContain("Ничего ещё не отправлено")
  expect(await requestLettersOf(services.db, id)).toEqual([])
  form.set("mark", form.get("class")!)
  const marked = await post(path, form)
  expect(button(marked.text)).toBe("Отправить 300 писем")
  const whole = formIn(marked.text)
  whole.set("do", "send")
  expect((await post(path, whole)).location).toBe(`/resolutions/${id}/letters`)
  const letters = await requestLettersOf(services.db, id)
  expect(
    letters
      .map((l) => l.channel)
      .sort()
      .join(),
  ).toBe([...Array(150).fill("email"), ...Array(150).fill("paper")].join())
  expect(new Set(letters.map((l) => l.number)).size).toBe(300)
})

test("a preview is what goes, with places for the link and the code; items without an addressee lead to directing", async () => {
  const { id, items } = await adopted(services)
  const html = (await browser.get(`/resolutions/${id}/asking`)).text
  const href = /href="(\/resolutions\/\d+\/asking\/preview\?[^"]+)"/.exec(html)![1]!.replaceAll("&amp;", "&")
  const preview = await browser.get(href)
  expect(preview.text).toContain("Вам адресованы 2 пункта")
  expect(preview.text).toContain("/answer/…")
  expect(preview.text).toContain("XXXXX-XXXXX")
  const docx = await browser.get(href.replace("/preview?", "/preview.docx?"))
  expect(docx.headers.get("Content-Type")).toContain("wordprocessingml")
  expect((await browser.get(`/resolutions/${id}/asking/preview?who=nobody`)).status).toBe(404)

  const text = "РЕЗОЛЮЦИЯ круглого стола\n2 марта 2026 года\nУчастники решили:\n1. Составить карту деревьев.\n"
  const lone = await aResolution(services, text)
  const page = await browser.get(`/resolutions/${lone.id}/asking`)
  expect(page.text).toContain(`/items/${lone.items[0]!.id}/direction`)
  expect(page.text).toContain("Спрашивать больше некого")
  const { db, clock, listeners } = services
  const directed = { id: lone.items[0]!.id, directedOn: "2026-03-05", names: ["Клуб садоводов"] }
  await perform(directItem, { db, clock, listeners, actor: system("test") }, directed)
  expect(button((await browser.get(`/resolutions/${lone.id}/asking`)).text)).toBe("Отправить 1 письмо")
  expect(items).toHaveLength(3)
})

test("a coordinator of elsewhere and a visitor open none of it", async () => {
  const place = await aTerritory(services, system("test"), "Заречный округ")
  const { id } = await adopted(services, { territoryId: place })
  const elsewhere = (await signedIn(services, "coordinator", { kind: "territory", id: place + 1000 })).browser
  for (const path of ["asking", "asking/preview?who=a", "letters", "letters.zip"])
    expect((await elsewhere.get(`/resolutions/${id}/${path}`)).status, path).toBe(403)
  expect((await elsewhere.post(`/resolutions/${id}/asking`, { do: "send" })).status).toBe(403)
})
