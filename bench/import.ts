/**
 * How long tables of 50,000 rows take, the way a coordinator brings them: organisations as .xlsx and people as .csv are
 * read, tried, written, written again with every card changed, and taken back. Fails when a step takes over a minute.
 */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import { sql } from "kysely"
import { readConfig } from "#platform/config.ts"
import { csvHead, csvRows } from "#platform/office/csv.ts"
import { type Column, writeSheets } from "#platform/office/xlsx.ts"
import { sessionCookie } from "#platform/session/session-cookie.ts"
import { signedIn } from "#test/actors.ts"
import { startServer } from "#test/server-process.ts"
import { makeServices } from "../src/setup.ts"

const json = process.argv.includes("--json")
const option = (name: string, otherwise: string) =>
  process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise
const count = Number(option("rows", "50000"))
const aim = 60

const folder = mkdtempSync(join(tmpdir(), "farvater-bench-"))
process.once("exit", () => rmSync(folder, { recursive: true, force: true }))
const server = await startServer(join(folder, "data"))
const services = makeServices(readConfig({ DATA_DIR: join(folder, "data"), LOG_LEVEL: "silent" }), server.databaseUrl)
const { token } = await signedIn(services, "coordinator")
const headers = { Cookie: `${sessionCookie}=${token}`, Origin: server.base }

const text = (header: string): Column => ({ header, width: 20, type: "text" })
const digits = (n: number, length: number) => String(n).padStart(length, "0")
const turns = <T>(of: T[], n: number): T => of[n % of.length]!
const towns = ["Заречный", "Береговой", "Луговой", "Озёрный", "Кедровый"]

const syllables = ["ба", "во", "гри", "де", "жу", "ка", "ло", "му", "не", "пи", "ру", "са", "ту", "фе", "хо", "ши"]
/** An invented word for each number, unlike those of its neighbours: cards that look alike are another measurement. */
const word = (n: number) => {
  let rest = (n * 48_271) % 1_048_573
  const parts = Array.from({ length: 5 }, () => {
    const part = syllables[rest % 16]!
    rest = Math.floor(rest / 16)
    return part
  })
  return parts.join("")
}
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const partyName = (n: number) => `Фонд «${capital(word(n))}»`

const partyColumns = ["Название", "Краткое название", "Вид", "Территория", "Телефон", "Почта", "Почтовый адрес", "Сайт"]
const parties = (phone: string) =>
  Array.from({ length: count }, (_, n) => [
    ...[partyName(n), capital(word(n)), "НКО", turns(towns, n), `+7 ${phone} ${digits(n, 7)}`],
    ...[`${n}@example.ru`, `${turns(towns, n)}, ул. Садовая, ${n % 90}`, `https://r${n}.example.ru`],
  ])
const peopleColumns = [
  "Фамилия",
  "Имя",
  "Отчество",
  "Дата рождения",
  "Телефон",
  "Почта",
  "Организация",
  "Роль",
  "Компетенции",
]
const people = (phone: string) =>
  Array.from({ length: count }, (_, n) => [
    ...[
      `${capital(word(n % 9000))}ов`,
      turns(["Иван", "Глеб", "Пётр"], n),
      turns(["Львович", "Ильич"], n),
      `${digits((n % 28) + 1, 2)}.03.19${60 + (n % 40)}`,
    ],
    ...[`+7 ${phone} ${digits(n, 7)}`, `p${n}@example.ru`, partyName(n % 1000), "доброволец", "Перевод — уверенный"],
  ])
const files = {
  xlsx: (names: string[], rows: string[][]) => writeSheets([{ name: "1", columns: names.map(text), rows }]),
  csv: async (names: string[], rows: string[][]) =>
    new TextEncoder().encode(csvHead(names.map(text)) + csvRows(names.map(text), rows)),
}

const post = async (path: string, form: Record<string, string> | FormData = {}) => {
  const body = form instanceof FormData ? form : new URLSearchParams(form)
  const answer = await fetch(server.base + path, { method: "POST", headers, body, redirect: "manual" })
  if (answer.status !== 303) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer.headers.get("Location")!
}
const seconds = async (work: () => Promise<unknown>) => {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
async function until(path: string, state: string) {
  for (;;) {
    const { rows } = await sql<{ state: string; broke: boolean }>`
      SELECT state, broke FROM platform.import WHERE id = ${path.split("/").at(-1)}`.execute(services.db)
    if (rows[0]!.state === state) return
    if (rows[0]!.broke) throw new Error(`${path} broke`)
    await setTimeout(50)
  }
}

type Figures = Record<"reading" | "trying" | "writing" | "undoing", number>
/** One import from the file to the end, and its undoing unless something is to be left. */
async function bring(kind: string, bytes: Uint8Array, names: (string | undefined)[], name: string, undo: boolean) {
  const figures: Partial<Figures> = {}
  let path = ""
  const form = new FormData()
  form.set("kind", kind)
  form.set("file", new File([bytes as Uint8Array<ArrayBuffer>], name))
  figures.reading = await seconds(async () => {
    path = await post("/imports", form)
  })
  const columns = Object.fromEntries(names.map((key, i) => [`column.${i}`, key ?? ""]))
  figures.trying = await seconds(async () => {
    await post(`${path}/trial`, {
      ...columns,
      matching: "overwrite",
      assumed: kind === "party" ? "ngo" : "beginner",
      header: "yes",
    })
    await until(path, "checked")
  })
  figures.writing = await seconds(async () => {
    await post(`${path}/start`)
    await until(path, "done")
  })
  if (undo)
    figures.undoing = await seconds(async () => {
      await post(`${path}/undo`)
      await until(path, "undone")
    })
  return figures
}

const partyKeys = ["name", "shortName", "kind", "territory", "phone", "email", "postalAddress", "site"]
const personKeys = [
  "familyName",
  "givenName",
  "patronymic",
  "birthOn",
  "phone",
  "email",
  "party",
  "role",
  "competences",
]
const results: { what: string; figures: Partial<Figures> }[] = []
const note = (what: string, figures: Partial<Figures>) => {
  results.push({ what, figures })
  process.stderr.write(
    `${what}: ${Object.entries(figures)
      .map(([name, s]) => `${name} ${s.toFixed(1)} s`)
      .join(", ")}\n`,
  )
}
/** What was taken back has to be gone. */
async function gone(table: string) {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM ${sql.table(table)}`.execute(services.db)
  if (rows[0]!.n >= count) throw new Error(`${rows[0]!.n} rows of ${table} are left`)
}
const partyFile = (phone: string) => files.xlsx(partyColumns, parties(phone))
const fresh = await bring("party", await partyFile("900"), partyKeys, "new.xlsx", true)
await gone("registry.party")
note(`${count} new organisations, .xlsx`, fresh)
await bring("party", await partyFile("900"), partyKeys, "again.xlsx", false)
note(
  `${count} organisations changed, .xlsx`,
  await bring("party", await partyFile("901"), partyKeys, "changed.xlsx", true),
)
const peopleFile = () => files.csv(peopleColumns, people("900"))
const folk = await bring("person", await peopleFile(), personKeys, "new.csv", true)
await gone("people.person")
note(`${count} new people, .csv`, folk)
await bring("person", await peopleFile(), personKeys, "again.csv", false)
const noted = await files.csv(
  [...peopleColumns.slice(0, 6), "Заметка"],
  people("900").map((row) => [...row.slice(0, 6), "новое"]),
)
note(
  `${count} people changed, .csv`,
  await bring("person", noted, [...personKeys.slice(0, 6), "note"], "changed.csv", true),
)
await services.db.destroy()
await server.stop()

if (json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`)
const slow = results.flatMap(({ what, figures }) =>
  Object.entries(figures).flatMap(([step, s]) => (s > aim ? [`${what}: ${step} took ${s.toFixed(0)} s`] : [])),
)
for (const words of slow) process.stderr.write(`${words}\n`)
process.exitCode = slow.length ? 1 : 0
