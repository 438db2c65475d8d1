import { territoryScopes } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, notFound, type Saying } from "#platform/refusal.ts"
import { siteOf } from "../site.ts"
import { attachFiles } from "./attach-files.ts"
import { filesIn } from "./file-field.tsx"
import { atFiles } from "./incoming.pages.tsx"
import { LetterPage } from "./letter.page.tsx"
import { canReadLetters } from "./letter.policy.ts"
import { letterDocument } from "./letter-document.ts"
import { letterById } from "./register.store.ts"
import { resendLetter } from "./resend-letter.ts"
import { bytesOf, sendFile } from "./send-file.ts"

const base = "/letters/:id{[0-9]{1,15}}"

/** The letter of the address, for the staff of its territory. */
async function found(c: Ctx, id = Number(c.req.param("id"))) {
  const { db } = c.var.services
  if (!staffSomewhere(c.var.actor)) throw notAllowed()
  const letter = await letterById(db, id)
  if (!letter) throw notFound()
  if (!canReadLetters(c.var.actor, await territoryScopes(db, letter.territoryId))) throw notAllowed()
  return letter
}

const draw = async (c: Ctx, errors: Record<string, Saying> = {}, email?: string) =>
  c.html(await LetterPage({ c, letter: await found(c), errors, email }), Object.keys(errors).length ? 422 : 200)

/** One letter of the register. */
export function letterPages(app: Pages) {
  app.get(base, (c) => draw(c))
  app.get("/letters/:file{[0-9]{1,15}\\.docx}", async (c) => {
    const letter = await found(c, Number(c.req.param("file").replace(".docx", "")))
    if (letter.direction === "in") throw notFound()
    const { services, view } = c.var
    const { name, filled } = await letterDocument(services.db, siteOf(services), letter, view.now)
    return sendFile(c, "docx", name, bytesOf(filled))
  })
  app.post(`${base}/files`, async (c) => {
    const { id } = await found(c)
    const form = await formOf(c)
    const stored = await attempt(filesIn(c, form))
    if ("errors" in stored) return draw(c, atFiles(stored.errors))
    const done = await attempt(act(c, attachFiles, { id, files: stored.value }, textOf(form, "key")))
    if ("errors" in done) return draw(c, done.errors)
    return goTo(c, `/letters/${id}`, "letter.files.added", { count: done.value.files })
  })
  app.post(`${base}/sending`, async (c) => {
    const { id } = await found(c)
    const form = await formOf(c)
    const email = textOf(form, "email")
    const input = { id, email, site: siteOf(c.var.services) }
    const done = await attempt(act(c, resendLetter, input, textOf(form, "key")))
    return "errors" in done ? draw(c, done.errors, email) : goTo(c, `/letters/${id}`, "letter.resent")
  })
}
