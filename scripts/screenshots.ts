/**
 * npm run screenshots [NAME…]: takes the pictures of the documents, all or those named.
 *
 * Starts an installation of its own in a folder that is removed afterwards and walks through it in Chromium as a new
 * administrator does: the one-time link, the example, a resolution of their own. Nothing is drawn by hand.
 */
import { spawn } from "node:child_process"
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { type Browser, chromium, type Page } from "playwright-core"
import { buildStale } from "./build.mjs"
import { root } from "./run.mjs"

const folder = join(root, "docs/use/img")
const wide = { width: 1280, height: 860 }
const telephone = { width: 360, height: 740 }
const only = process.argv.slice(2)
/** Bytes that one picture may take: the documents are read over slow lines, too. */
const limit = 200_000

const list = `Название	Вид	Территория	Почта	Руководитель
Совет отцов Лугового района	совет	Луговой район	otcy@lugovoy.example	Председателю совета Р. И. Полянскому
Клуб «Вторая молодость»	клуб	Луговой район		Руководителю клуба Л. А. Осиной
АНО «Школа соседей»		Луговой район	pismo@sosedi.example
Луговая районная библиотека		Луговой район
Благотворительный фонд «Тёплый дом»`

const text = `РЕЗОЛЮЦИЯ
круглого стола «Парки и дворы нашего города»

г. Заречный	3 сентября 2026 г.

Участники круглого стола решили:
1. Администрации городского округа Заречный открыть питомник и провести день посадки до 1 мая 2027 года.
2. Составить карту старых деревьев.`

/** Starts the built server on a free port. @returns its address, the first administrator's link, and how to stop it */
async function start() {
  const data = mkdtempSync(join(tmpdir(), "farvater-pictures-"))
  chmodSync(data, 0o755)
  const env = { ...process.env, DATA_DIR: data, PORT: "0", LOG_LEVEL: "error", NODE_ENV: "production" }
  const server = spawn(process.execPath, [join(root, "dist/main.js"), "serve"], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  })
  const ended = new Promise((resolve) => server.on("exit", resolve))
  const stop = async () => {
    server.kill("SIGTERM")
    await ended
    rmSync(data, { recursive: true, force: true })
  }
  for await (const line of createInterface({ input: server.stdout })) {
    const link = /one-time link: (\S+)/.exec(line)?.[1]
    if (link) return { base: new URL(link).origin, link, stop }
  }
  await stop()
  throw new Error("The server did not start: the reason stands above.")
}

async function shoot(page: Page, name: string, at?: string) {
  if (only.length && !only.includes(name)) return
  await page.evaluate("document.fonts.ready")
  const top = at ? ((await page.locator(at).first().boundingBox())?.y ?? 0) - 24 : 0
  await page.evaluate(`scrollTo(0, ${top})`)
  const path = join(folder, `${name}.png`)
  await page.screenshot({ path, animations: "disabled", caret: "hide" })
  const { size } = statSync(path)
  if (size > limit) throw new Error(`${name}.png takes ${size} bytes of at most ${limit}.`)
  process.stdout.write(`${name}.png ${Math.round(size / 1024)} KB\n`)
}

const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first().click()
const follow = (page: Page, name: string | RegExp) => page.getByRole("main").getByRole("link", { name }).first().click()

/** Lists and cards of organisations and people, as their keepers see them. */
async function registry(page: Page) {
  await page.goto("/people")
  await shoot(page, "people-list")
  await follow(page, /Ракитина Зоя/)
  await page.getByRole("heading", { name: "Что умеет" }).waitFor()
  await shoot(page, "person")
  await page.goto("/duplicates/people")
  await shoot(page, "duplicates", ".card")
  await follow(page, "Объединить")
  await page.getByRole("heading", { name: "Что перейдёт" }).waitFor()
  await shoot(page, "merge")
  await page.goto("/imports/new?kind=person")
  await shoot(page, "import")
  await page.goto("/settings/incidents/new")
  await shoot(page, "incident")
}

/** What the centre's own people see. */
async function office(page: Page, link: string) {
  await page.goto(link)
  await page.locator("[name=name]").fill("Лидия Осипова")
  await page.locator("[name=email]").fill("osipova@example.ru")
  await page.locator("[name=password]").fill("лодка и чайник у причала")
  await shoot(page, "first-administrator")
  await page.locator("main .btn.primary").click()
  await page.waitForURL(/\/$/)
  await shoot(page, "begin")
  await press(page, "Посмотреть на примере")
  await page.locator(".notice", { hasText: "Пример готов" }).waitFor()

  await page.goto("/desk")
  await shoot(page, "desk")
  await follow(page, /отчёт об исполнении/)
  await page.getByRole("heading", { name: "Что сказано и решено" }).waitFor()
  await shoot(page, "request")
  await page.goto("/settings/people")
  await shoot(page, "people")
  await registry(page)
  await page.goto("/organisations/paste")
  await page.locator("textarea").first().fill(list)
  await press(page, "Проверить список")
  await page.getByRole("heading", { name: "Проверьте, что прочитано" }).waitFor()
  await shoot(page, "paste")

  await page.goto("/")
  await follow(page, /Школьные отряды/)
  await page.waitForURL(/\/draft$/)
  await page.locator("#p1").getByRole("link", { name: "Исправить" }).click()
  await page.getByLabel("Текст", { exact: true }).waitFor()
  await shoot(page, "check", ".bench .card")

  await page.goto("/resolutions/new")
  await page.locator("textarea").fill(text)
  await shoot(page, "upload")
  await press(page, "Прочитать")
  await page.waitForURL(/\/draft$/)
  await follow(page, "К принятию")
  await page.waitForURL(/\/adoption$/)
  await shoot(page, "adoption")
  await press(page, /^Принять/)
  await page.waitForURL(/\/resolutions\/\d+$/)
  await follow(page, "Внести поправку")
  await page.getByLabel("Основание").fill("Решение Общественного совета от 12 октября 2026 г.")
  await page.getByText("2. Составить карту").click()
  await page.getByLabel("Текст пункта 2").fill("Составить карту старых и редких деревьев.")
  await shoot(page, "amendment")

  await page.goto("/resolutions")
  await follow(page, /Парки и дворы/)
  await follow(page, /Составить карту/)
  await follow(page, "Кому направить пункт?")
  await page.getByLabel("Другие адресаты").fill("Городской совет садоводов")
  await shoot(page, "direct")

  await page.goto("/settings/letters")
  await page.locator("[name=organisation]").fill("АНО «Ресурсный центр «Опора»")
  await page.locator("[name=address]").fill("000001, г. Заречный, улица Лесная, дом 2")
  await page.locator("[name=post]").fill("Директор")
  await page.locator("[name=signatory]").fill("Т. В. Лунина")
  await shoot(page, "letterhead")
  await press(page, "Сохранить")
  await page.goto("/resolutions")
  await follow(page, /Парки и дворы/)
  await follow(page, /^Спросить/)
  await press(page, /^Отправить/)
  await page.getByRole("link", { name: /архивом/ }).waitFor()
  await shoot(page, "letters")
}

/** What everybody sees. */
async function visitor(page: Page) {
  await page.goto("/")
  await shoot(page, "front")
  await follow(page, /работаем вместе/)
  await page.waitForURL(/\/resolutions\/\d+$/)
  await shoot(page, "resolution")
  await follow(page, /помочь в выделении помещения/)
  await page.waitForURL(/\/items\/\d+$/)
  await shoot(page, "item")
  await page.goto("/search?q=волонтёрам")
  await shoot(page, "search")
  await page.goto("/display")
  await shoot(page, "display")
}

async function withBrowser(base: string, use: (browser: Browser, base: string) => Promise<void>) {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium"
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--lang=ru"],
    env: { ...process.env, LANGUAGE: "ru" },
  })
  await use(browser, base).finally(() => browser.close())
}

mkdirSync(folder, { recursive: true })
await buildStale()
const { base, link, stop } = await start()
try {
  await withBrowser(base, async (browser) => {
    const open = async (viewport: typeof wide) => {
      const context = await browser.newContext({ baseURL: base, locale: "ru-RU", colorScheme: "light", viewport })
      context.setDefaultTimeout(10_000)
      return context.newPage()
    }
    await office(await open(wide), link)
    await visitor(await open(wide))
    const phone = await open(telephone)
    await phone.goto("/resolutions")
    await follow(phone, /работаем вместе/)
    await phone.waitForURL(/\/resolutions\/\d+$/)
    await shoot(phone, "telephone")
  })
} finally {
  await stop()
}
