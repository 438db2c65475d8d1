import { randomUUID } from "node:crypto"
import { expect } from "vitest"
import type { Services } from "#platform/services.ts"
import { expectValidHtml } from "./valid-html.ts"
import type { Visitor } from "./visitor.ts"
import { workOff } from "./work-off.ts"

/** Rows of a table as a file parted by semicolons. */
export const delimited = (...rows: string[][]) => rows.map((row) => row.join(";")).join("\n")

/** Imports of one kind, the way a coordinator does them in a browser. */
export function importing(services: Services, databaseUrl: string, who: Visitor, kind: string, assumed: string) {
  const page = async (path: string, status = 200) => {
    const answer = await who.get(path)
    expect(answer.status, answer.text).toBe(status)
    await expectValidHtml(answer.text)
    return answer.text
  }
  const upload = async (content: string | Uint8Array, name = "Список.csv") => {
    const form = new FormData()
    form.set("kind", kind)
    form.set("key", randomUUID())
    form.set("file", new File([content as string], name))
    return who.post("/imports", form)
  }
  /** Uploads, takes the columns that were guessed, tries the rows. @returns the address of the import and its page */
  const tried = async (content: string | Uint8Array, matching = "skip") => {
    const answer = await upload(content)
    expect(answer.status, answer.text).toBe(303)
    const path = answer.location!
    const selects = (await page(path)).matchAll(/<select[^>]*name="(column\.\d+)"[^>]*>(.*?)<\/select>/gs)
    const chosen = [...selects].map(([, name, options]) => [
      name!,
      /value="([^"]*)" selected/.exec(options!)?.[1] ?? "",
    ])
    const sent = await who.post(`${path}/trial`, { ...Object.fromEntries(chosen), matching, assumed, header: "yes" })
    expect(sent.location, sent.text).toBe(path)
    await workOff(services, databaseUrl)
    return { path, shown: await page(path) }
  }
  const imported = async (content: string | Uint8Array, matching = "skip") => {
    const { path } = await tried(content, matching)
    expect((await who.post(`${path}/start`)).location).toBe(path)
    await workOff(services, databaseUrl)
    return { path, shown: await page(path) }
  }
  const undo = async (path: string) => {
    await page(`${path}/undo`)
    expect((await who.post(`${path}/undo`)).location).toBe(path)
    await workOff(services, databaseUrl)
    return page(path)
  }
  return { page, upload, tried, imported, undo }
}

/** What the page says of how many rows came to what. */
export const counted = (added: number, changed: number, same: number, skipped: number, refused: number) =>
  `Новых: ${added}, изменений: ${changed}, без изменений: ${same}, пропущено: ${skipped}, не подошло: ${refused}`
