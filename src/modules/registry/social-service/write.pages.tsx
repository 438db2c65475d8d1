import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, field, formOf, goTo } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notFound, type Saying } from "#platform/refusal.ts"
import { Confirm } from "#ui/confirm.tsx"
import { Page } from "#ui/frame.tsx"
import { crumbsOf, draftOf } from "../service-list/draft.pages.tsx"
import { listAddress } from "../service-list/list-words.ts"
import { type Criterion, criteriaLimit } from "../service-list/service-list.ts"
import { entryOf } from "./service.store.ts"
import { criterionFields, ServiceForm, type TypedService } from "./service-form.tsx"
import { strikeService } from "./strike-service.ts"
import { writeService } from "./write-service.ts"

const blank: TypedService = { code: "", name: "", description: "", criteria: [] }
/** So many empty rows for criteria stand ready. */
const ready = 2

type Again = { typed: TypedService; rows: number; errors: Record<string, Saying>; version: string }

async function draw(c: Ctx, again?: Again) {
  const list = await draftOf(c)
  const param = c.req.param("service")
  const id = param === undefined ? undefined : Number(param)
  const entry = id === undefined ? undefined : await entryOf(c.var.services.db, list.number, id)
  if (id !== undefined && !entry) throw notFound()
  const typed = again?.typed ?? entry ?? blank
  const rows = Math.min(criteriaLimit, again?.rows ?? typed.criteria.length + ready)
  const version = again?.version ?? String(entry?.version ?? "")
  const { view } = c.var
  const shown = { list, id, typed, rows, version, errors: again?.errors ?? {}, crumbs: crumbsOf(view, list) }
  return c.html(<ServiceForm view={view} {...shown} />, Object.keys(shown.errors).length ? 422 : 200)
}

async function save(c: Ctx) {
  const list = await draftOf(c)
  const form = await formOf(c)
  const indexes = Object.keys(form).flatMap((name) => /^criteria\.(\d{1,2})\.name$/.exec(name)?.[1] ?? [])
  const rows = Math.min(criteriaLimit, Math.max(0, ...indexes.map((i) => Number(i) + 1)))
  const all = Array.from(
    { length: rows },
    (_, i) =>
      Object.fromEntries(criterionFields.map((part) => [part, field(form, `criteria.${i}.${part}`)])) as Criterion,
  )
  // Empty rows close up, so that what is refused stands under the number that the command gave it.
  const criteria = all.filter((one) => criterionFields.some((part) => one[part] !== ""))
  const typed = {
    code: field(form, "code"),
    name: field(form, "name"),
    description: field(form, "description"),
    criteria,
  }
  const version = field(form, "version")
  const again = { typed, version, rows: Math.max(rows, criteria.length) }
  if (field(form, "more")) return draw(c, { ...again, rows: Math.min(criteriaLimit, rows + ready), errors: {} })
  const param = c.req.param("service")
  const input = {
    list: list.number,
    ...(param !== undefined && { id: Number(param), version: Number(version) || undefined }),
    ...typed,
  }
  const done = await attempt(act(c, writeService, input, field(form, "key")))
  if ("value" in done) return goTo(c, `${listAddress(list)}#s${done.value.id}`, "service.written")
  return draw(c, { ...again, errors: done.errors })
}

async function removal(c: Ctx) {
  const { view, services } = c.var
  const { t } = view
  const list = await draftOf(c)
  const entry = await entryOf(services.db, list.number, Number(c.req.param("service")))
  if (!entry) throw notFound()
  return c.html(
    <Page view={view} narrow title={t("service.strike.title")} crumbs={crumbsOf(view, list)}>
      <Confirm
        view={view}
        action={`${listAddress(list)}/services/${entry.id}/removal`}
        lost={[`${entry.code}. ${entry.name}`]}
        undo={t("service.strike.undo")}
        deed={t("service.strike")}
        back={listAddress(list)}
      />
    </Page>,
  )
}

/** Services of a draft, written and struck by those who keep the list. */
export function writePages(app: Pages) {
  const path = "/services/lists/:number{[0-9]{1,9}}/services"
  const one = `${path}/:service{[0-9]{1,15}}`
  app.get(`${path}/new`, (c) => draw(c))
  app.post(path, save)
  app.get(one, (c) => draw(c))
  app.post(one, save)
  app.get(`${one}/removal`, removal)
  app.post(`${one}/removal`, async (c) => {
    const list = await draftOf(c)
    const key = field(await formOf(c), "key")
    await act(c, strikeService, { list: list.number, id: Number(c.req.param("service")) }, key)
    return goTo(c, listAddress(list), "service.struck")
  })
}
