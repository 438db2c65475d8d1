import { randomInt, randomUUID } from "node:crypto"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { readConfig } from "#platform/config.ts"
import { sessionCookie } from "#platform/session/session-cookie.ts"
import { makeServices } from "../src/setup.ts"
import { signedIn } from "./actors.ts"
import { checkWhole, type Deed } from "./crash-check.ts"
import { type ServerProcess, startServer } from "./server-process.ts"

export type Crashed = { imports: number; adoptions: number; inDoubt: number }

const asked = [
  "Администрации города Лугового",
  "Управлению образования города Лугового",
  "Министерству культуры Приозёрской области",
  "Комитету по спорту города Лугового",
]

/** Names bodies in an order of its own, so that two adoptions at once add the same ones in different orders. */
const textOf = (title: string, items: number) =>
  [
    "РЕЗОЛЮЦИЯ",
    `круглого стола «${title}»`,
    "г. Луговой	3 сентября 2026 г.",
    "Участники круглого стола решили:",
    ...Array.from(
      { length: items },
      (_, i) => `${i + 1}. ${asked[(i + items) % asked.length]} открыть питомник номер ${i + 1} до 1 мая 2027 года.`,
    ),
  ].join("\n")

/** Sends a form as the page does. @returns where it leads; undefined when the server died before it answered */
async function send(server: ServerProcess, token: string, path: string, body: FormData | URLSearchParams) {
  const headers = { Cookie: `${sessionCookie}=${token}`, Origin: server.base }
  const answer = await fetch(server.base + path, { method: "POST", body, headers, redirect: "manual" }).catch(
    () => null,
  )
  if (!answer) return undefined
  if (answer.status !== 303) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
  return answer.headers.get("Location") ?? ""
}

function importForm(title: string, items: number): FormData {
  const form = new FormData()
  form.set("key", randomUUID())
  if (items % 2) form.set("text", textOf(title, items))
  else form.set("file", new File([textOf(title, items)], `${title}.txt`, { type: "text/plain" }))
  return form
}

const adoptionForm = () =>
  new URLSearchParams({
    key: randomUUID(),
    version: "1",
    adoptedOn: "3 сентября 2026",
    visibility: "open",
    territoryId: "",
    addUnknown: "yes",
  })

/** Imports and adopts without a pause until the server dies; `deeds` tells what was answered and what was not. */
async function work(server: ServerProcess, token: string, deeds: Deed[], isDead: () => boolean): Promise<void> {
  while (!isDead()) {
    const deed: Deed = { title: `Парки ${randomUUID()}`, items: randomInt(3, 40), drafted: "asked", adopted: "never" }
    deeds.push(deed)
    const draft = await send(server, token, "/resolutions/new", importForm(deed.title, deed.items))
    if (draft === undefined) return
    deed.drafted = "answered"
    if (randomInt(4) === 0) continue
    deed.adopted = "asked"
    const adopted = await send(server, token, draft.replace(/\/draft$/, "/adoption"), adoptionForm())
    if (adopted === undefined) return
    deed.adopted = "answered"
  }
}

/**
 * Kills the server and its database with -9 amid imports and adoptions, again and again in the same folder: every other
 * time not before two adoptions were answered, however slow the machine. After each start whatever was answered must be whole, and of what was not answered nothing may be half there.
 * @throws Error that says what is not whole
 */
export async function crashRounds(dataDir: string, rounds: number, say: (words: string) => void = () => {}) {
  const total: Crashed = { imports: 0, adoptions: 0, inDoubt: 0 }
  const deeds: Deed[] = []
  let token = ""
  for (let round = 0; round <= rounds; round++) {
    const server = await startServer(dataDir)
    const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: "silent" }, dataDir)
    const services = makeServices(config, server.databaseUrl)
    try {
      token ||= (await signedIn(services, "coordinator")).token
      await checkWhole(services.db, join(dataDir, "files"), deeds)
    } catch (err) {
      await server.killAll()
      throw err
    } finally {
      await services.db.destroy()
    }
    if (round === rounds) {
      await server.stop()
      break
    }
    let dead = false
    const adopted = () => deeds.filter((deed) => deed.adopted === "answered").length
    const enough = adopted() + (round % 2 ? 0 : 2)
    const working = Promise.all([1, 2, 3].map(() => work(server, token, deeds, () => dead)))
    const moment = async () => {
      while (adopted() < enough) await sleep(10)
      await sleep(randomInt(30, 1000))
    }
    await Promise.race([moment(), working]).finally(() => {
      dead = true
      return server.killAll()
    })
    await working
    say(`round ${round + 1}: ${deeds.length} imports begun so far`)
  }
  for (const { drafted, adopted } of deeds) {
    if (drafted === "answered") total.imports++
    if (adopted === "answered") total.adoptions++
    if (drafted === "asked" || adopted === "asked") total.inDoubt++
  }
  return total
}
