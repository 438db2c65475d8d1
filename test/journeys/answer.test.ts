import { readFileSync } from "node:fs"
import axe from "axe-core"
import type { BrowserContext, Page } from "playwright-core"
import sharp from "sharp"
import { beforeAll, describe, expect, test } from "vitest"
import { changeLetterhead } from "#modules/commitments/letter/change-letterhead.ts"
import { answerAddress } from "#modules/commitments/recipient/mail-request.ts"
import { recipientById } from "#modules/commitments/recipient/recipient.store.ts"
import { decideRequest } from "#modules/commitments/request/decide-request.ts"
import { actsOf, requestById, requestsOfItem, waitingOf } from "#modules/commitments/request/request.store.ts"
import { asked, doer } from "#modules/commitments/testing/asked.ts"
import { attachmentsOf } from "#platform/files/attachment.store.ts"
import { blobPath } from "#platform/files/blob-store.ts"
import { withSite } from "../browser.ts"

const site = withSite()
let world: Awaited<ReturnType<typeof asked>>
let phone: BrowserContext

beforeAll(async () => {
  world = await asked(site.services)
  await doer(site.services)(changeLetterhead, {
    ...{ organisation: "Ресурсный центр города Лугового", address: "г. Луговой, Речная ул., 5", post: "Директор" },
    ...{ signatory: "О. Р. Белых", executor: "Осипова Л. М.", phone: "8 (000) 123-45-67" },
  })
  phone = await site.open({ viewport: { width: 360, height: 640 }, javaScriptEnabled: false })
})

const requestOf = (name: RegExp, nth = 0) => world.requests.filter((r) => name.test(r.addressee))[nth]!
async function addressOf({ recipientId }: { recipientId: number }) {
  const recipient = (await recipientById(site.services.db, recipientId))!
  return answerAddress({ secret: site.services.secret, baseUrl: site.base }, recipient)
}
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name })
const main = (page: Page) => page.locator("main").innerText()

/** What fits a telephone: nothing stands over the right edge. */
const overEdge = (page: Page) => page.locator("html").evaluate((html) => html.scrollWidth - html.clientWidth)

async function choose(page: Page, kind: string) {
  await page.getByRole("radio", { name: kind }).check()
  await button(page, "Дальше").click()
  expect(await page.locator("h1").innerText()).toContain(kind)
  expect(await overEdge(page)).toBeLessThanOrEqual(0)
}
async function fill(page: Page, fields: Record<string, string>) {
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label).fill(text)
}
const who = { "Кто пишет ответ": "Зимина Ия Львовна", Должность: "начальник отдела" }
/** Looks the answer through and sends it. @returns what everybody will see */
async function send(page: Page) {
  await button(page, "Проверить ответ").click()
  const preview = await main(page)
  expect(await overEdge(page)).toBeLessThanOrEqual(0)
  await button(page, "Отправить ответ").click()
  expect(await main(page)).toMatch(/(Ответ|Вопрос|Отчёт|Предложение|Просьба) отправлен/)
  return preview
}

describe("an official on a telephone, without an account and a script", () => {
  test("accepts one item, proposes another term for the next, and sees the centre agree", async () => {
    const page = await phone.newPage()
    const [first, second] = [requestOf(/Администрац/), requestOf(/Администрац/, 1)]
    const { url } = await addressOf(first)
    await page.goto(url)
    for (const shown of [
      "Пункт 1 из 2 для вас · вход не нужен",
      "Ждём вашего ответа",
      "Осипова Л. М.",
      "Ресурсный центр города Лугового",
    ])
      expect(await main(page)).toContain(shown)
    await button(page, "Дальше").click()
    expect(await main(page)).toContain("Выберите один из ответов")
    await choose(page, "Берём в работу")
    await fill(page, { "К какому сроку?": "как-нибудь", ...who })
    await button(page, "Проверить ответ").click()
    expect(await main(page)).toContain("Укажите срок")
    expect(await page.getByLabel("Кто пишет ответ").inputValue()).toBe("Зимина Ия Львовна")
    await fill(page, { "К какому сроку?": "через 2 месяца", "Кто исполняет?": "Дорохов Пётр, мастер" })
    const preview = await send(page)
    expect(preview).toContain("Так это увидят все")
    expect(preview.split("Увидит только центр")[0]).not.toMatch(/Зимина|Дорохов/)
    expect(await main(page)).toContain("Пункт 2 из 2 для вас")
    await choose(page, "Предлагаем другой срок или текст")
    expect(await page.getByLabel("Кто пишет ответ").inputValue()).toBe("Зимина Ия Львовна")
    await fill(page, { "Какую формулировку предлагаете?": "Провести праздник двора с клубом «Росток»" })
    expect(await send(page)).toContain("Это увидит только центр")
    expect(await main(page)).toContain("Ответы на все 2 пункта получены")
    expect(await main(page)).toContain("Ваше предложение у центра")
    const proposal = waitingOf(await actsOf(site.services.db, [second.id]))[0]!
    await doer(site.services)(decideRequest, {
      id: second.id,
      kind: "agree",
      settles: proposal.id,
      text: "Хорошо, ждём вас",
    })
    await page.getByRole("link", { name: /праздник двора/ }).click()
    expect(await main(page)).toContain("Хорошо, ждём вас")
    expect(await main(page)).toContain("Провести праздник двора с клубом «Росток»")
    expect((await requestById(site.services.db, second.id))!.stage).toBe("accepted")
    await page.close()
  })

  test("leaves in the middle and comes back to what was typed, then reports with a photograph and asks for another term", async () => {
    const page = await phone.newPage()
    const request = requestOf(/Администрац/)
    const { url } = await addressOf(request)
    await page.goto(`${url}/${request.id}`)
    await choose(page, "Отчитаться")
    await fill(page, { "Что сделано?": "Поставили четыре скамьи из шести" })
    await button(page, "Сохранить и вернуться позже").click()
    expect(await main(page)).toContain("Сохранено, но ещё не отправлено")
    await page.close()

    const again = await phone.newPage()
    await again.goto(`${url}/${request.id}`)
    await again.getByRole("link", { name: "Продолжить" }).click()
    expect(await again.getByLabel("Что сделано?").inputValue()).toBe("Поставили четыре скамьи из шести")
    await again.getByRole("radio", { name: "Сделана часть" }).check()
    await fill(again, { "Если часть": "65", "Ссылки на события": "lugovoy.example/dvor" })
    const photo = await sharp({ create: { width: 800, height: 600, channels: 3, background: "#7a8f5b" } })
      .withExif({ IFD3: { GPSLatitude: "55/1 45/1 0/1", GPSLatitudeRef: "N" } })
      .jpeg()
      .toBuffer()
    const exe = {
      name: "virus.exe",
      mimeType: "application/octet-stream",
      buffer: Buffer.from("MZ\0\0not an answer\x01\x02\x03"),
    }
    await again.getByLabel("Файлы и фотографии").setInputFiles([exe])
    await button(again, "Проверить ответ").click()
    expect(await main(again)).toContain("Файл такого вида здесь не принимается")
    await again
      .getByLabel("Файлы и фотографии")
      .setInputFiles([{ name: "скамьи.jpg", mimeType: "image/jpeg", buffer: photo }])
    const preview = await send(again)
    expect(preview).toContain("Отчёт: сделано 65 %")
    expect(preview).toContain("скамьи.jpg")
    const [report] = (await actsOf(site.services.db, [request.id])).filter(({ kind }) => kind === "report")
    expect(report).toMatchObject({ share: 65, links: ["https://lugovoy.example/dvor"], channel: "link" })
    const [kept] = await attachmentsOf(site.services.db, { kind: "act", id: report!.id })
    expect(kept).toMatchObject({ name: "скамьи.jpg", audience: "staff", mediaType: "image/jpeg" })
    const stored = readFileSync(blobPath(site.services.filesDir, kept!.sha256))
    expect((await sharp(stored).metadata()).exif).toBeUndefined()
    await again.goto(`${url}/${request.id}`)
    const file = await again.getByRole("link", { name: "скамьи.jpg" }).getAttribute("href")
    expect((await phone.request.get(site.base + file)).status()).toBe(200)
    expect((await phone.request.get(`${site.base}/files/${kept!.id}`)).status()).toBe(404)

    await choose(again, "Попросить другой срок")
    await fill(again, { "Какой срок нужен?": "через 4 месяца", "Почему нужен другой срок?": "Доски придут позже" })
    await send(again)
    await again.goto(`${url}/${request.id}`)
    expect(await main(again)).toContain("Просьба о другом сроке у центра")
    await again.close()
  })

  test("opens by the printed code, receives, asks and is answered, declines", async () => {
    const page = await phone.newPage()
    const request = requestOf(/слепых/)
    const { code } = await addressOf(request)
    await page.goto("/answer")
    await fill(page, { "Код из письма": "нет такого" })
    await button(page, "Открыть пункты").click()
    expect(await main(page)).toContain("Такого кода нет")
    await fill(page, { "Код из письма": code.toLowerCase().replace("-", " ") })
    await button(page, "Открыть пункты").click()
    expect(await main(page)).toContain("переходов")
    await choose(page, "Получено, рассматривается до…")
    await fill(page, { "До какого дня": "через 2 недели", "Ваш входящий номер": "вх-17", ...who })
    await send(page)
    expect(await main(page)).toContain("Получено, рассматривается до")
    await choose(page, "Есть вопрос")
    await fill(page, { "Ваш вопрос": "Какие именно переходы?" })
    expect(await send(page)).toContain("Это увидит только центр")
    const question = waitingOf(await actsOf(site.services.db, [request.id]))[0]!
    await doer(site.services)(decideRequest, {
      id: request.id,
      kind: "reply",
      settles: question.id,
      text: "Те, что у школы",
    })
    await page.reload()
    expect(await main(page)).toContain("Те, что у школы")
    await choose(page, "Не можем")
    await fill(page, { "Почему не можете?": "Нет людей" })
    const preview = await send(page)
    expect(preview).toContain("после того, как координатор её просмотрит")
    expect(await main(page)).toContain("Вы отказались")
    await page.close()
  })

  test("hands an item over to another body", async () => {
    const page = await phone.newPage()
    const request = requestOf(/ветеранов/)
    await page.goto((await addressOf(request)).url)
    await choose(page, "Это не к нам")
    await fill(page, {
      "Кому передать?": "Клуб «Росток»",
      "Почему это не к вам?": "Праздниками занимается клуб",
      ...who,
    })
    expect(await send(page)).toContain("Передано: Клуб «Росток»")
    expect(await main(page)).toContain("от вас больше ничего не нужно")
    const all = await requestsOfItem(site.services.db, request.itemId)
    expect(all.find(({ parentId }) => parentId === request.id)).toMatchObject({
      addressee: "Клуб «Росток»",
      stage: "asked",
    })
    await page.close()
  })
})

describe("with a script", () => {
  test("what is being typed is kept without a button", async () => {
    const context = await site.open({ viewport: { width: 360, height: 640 } })
    const page = await context.newPage()
    const request = requestOf(/Администрац/, 1)
    const { url } = await addressOf(request)
    await page.goto(`${url}/${request.id}?kind=ask`)
    await page.getByLabel("Ваш вопрос").fill("А музыка будет?")
    await page.getByLabel("Должность").focus()
    const draft = async () => (await recipientById(site.services.db, request.recipientId))!.drafts[request.id]?.text
    await expect.poll(draft).toBe("А музыка будет?")
    await button(page, "Проверить ответ").click()
    await button(page, "Отправить ответ").click()
    await page.getByText("Вопрос отправлен").waitFor()
    expect(await draft()).toBeUndefined()
    await context.close()
  })

  test("the pages are accessible and fit 320 px with letters of 200 %", async () => {
    const context = await site.open({ viewport: { width: 360, height: 640 }, reducedMotion: "reduce" })
    const page = await context.newPage()
    const request = requestOf(/Администрац/)
    const { url } = await addressOf(request)
    const one = `${url}/${request.id}`
    const faults: string[] = []
    const pages = ["/answer", url, one, ...["report", "extend", "ask", "decline"].map((kind) => `${one}?kind=${kind}`)]
    for (const address of [...pages, `${one}/steps`, `${url}/form`, "/answer/1-xxxxxxxxxxxxxxxxxxxxxxxx"]) {
      await page.setViewportSize({ width: 360, height: 640 })
      await page.goto(address)
      await page.evaluate(axe.source)
      const { violations } = await page.evaluate<axe.AxeResults>(`axe.run({ resultTypes: ["violations"] })`)
      faults.push(...violations.map(({ id, nodes }) => `${address} ${id}: ${nodes[0]!.html.slice(0, 160)}`))
      await page.setViewportSize({ width: 320, height: 640 })
      await page.evaluate(`document.documentElement.dataset.size = "200"`)
      if ((await overEdge(page)) > 0) faults.push(`${address}: too wide`)
    }
    expect(faults).toEqual([])
    await context.close()
  })
})

test("nothing breaks the Content-Security-Policy or the script", () =>
  expect(site.complaints.filter((said) => !said.includes("status of 404"))).toEqual([]))
