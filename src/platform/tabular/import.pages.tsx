import { staffSomewhere } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, field, formOf, goTo } from "#platform/http/reply.ts"
import { signedInOnly } from "#platform/http/signed-in-only.ts"
import type { Pages } from "#platform/module.ts"
import { InvalidInput, notAllowed } from "#platform/refusal.ts"
import { samplesOf } from "./columns.ts"
import { ImportPage, type ImportPageProps, UndoPage } from "./import.page.tsx"
import { countsOf, createdNames, rowsOf } from "./import.store.ts"
import { ImportListPage } from "./import-list.page.tsx"
import { importersFor, importFor, importsFor } from "./load-import.ts"
import { rememberedMapping } from "./mapping.store.ts"
import { refusedFile, xlsxFile } from "./refused-file.ts"
import { canSteer, startImport, tryImport, undoImport } from "./steer-import.ts"
import { outcomes } from "./tables.ts"
import { takeFile } from "./take-file.ts"
import { MappingPage, UploadPage } from "./upload.page.tsx"
import { templateWorkbook } from "./workbooks.ts"

const pageSize = 50
const shownRows = 10

const found = (c: Ctx) => importFor(c, Number(c.req.param("id")))

async function upload(c: Ctx) {
  const form = await formOf(c)
  const { importers, chosen } = importersFor(c, field(form, "kind"))
  const done = await attempt(takeFile(c, chosen, form.file, field(form, "key")))
  if ("value" in done) return goTo(c, `/imports/${done.value.id}`)
  return c.html(<UploadPage view={c.var.view} {...{ importers, chosen }} errors={done.errors} />, 422)
}

type Answer = { values?: Record<string, string>; errors?: Record<string, { key: string }> }

async function mapping(c: Ctx, { values, errors }: Answer = {}) {
  const { run, importer } = await found(c)
  const { db } = c.var.services
  const rows = await rowsOf(db, run.id, 0, 200)
  const remembered = (await rememberedMapping(db, run.kind, run.header)) !== undefined
  const shown = { importer, run, remembered, samples: samplesOf(run.mapping.length, rows) }
  return c.html(
    <MappingPage view={c.var.view} {...shown} {...(values && { values })} {...(errors && { errors })} />,
    errors ? 422 : 200,
  )
}

async function trial(c: Ctx) {
  const { run, importer } = await found(c)
  const form = await formOf(c)
  const columns = run.mapping.map((_, i) => field(form, `column.${i}`))
  const values = Object.fromEntries(columns.map((key, i) => [`column.${i}`, key]))
  const input = {
    id: run.id,
    mapping: columns.map((key) => (importer.columns.some((one) => one.key === key) ? key : "")),
    matching: field(form, "matching"),
    assumed: field(form, "assumed"),
    header: field(form, "header") === "yes",
    required: importer.required,
  }
  const done = await attempt(act(c, tryImport, input, field(form, "key")))
  if ("value" in done) return goTo(c, `/imports/${run.id}`)
  const { matching, assumed } = input
  const typed = { ...values, matching, assumed, header: input.header ? "yes" : "" }
  return mapping(c, { values: typed, errors: done.errors })
}

async function report(c: Ctx) {
  const { run, importer } = await found(c)
  const steers = canSteer(c.var.actor, run)
  const chooses = run.state === "mapping" || (run.state === "checked" && c.req.query("columns") === "yes")
  if (chooses && steers) return mapping(c)
  const { db } = c.var.services
  const parts = Object.fromEntries(
    await Promise.all([
      ...outcomes.map(async (one) => [one, await rowsOf(db, run.id, 0, shownRows, { outcome: [one] })]),
      (async () => ["kept", await rowsOf(db, run.id, 0, pageSize, { kept: true })])(),
    ]),
  ) as ImportPageProps["parts"]
  const counts = (await countsOf(db, [run.id])).get(run.id)!
  const creates = await createdNames(db, run.id, 20)
  return c.html(<ImportPage view={c.var.view} {...{ importer, run, counts, parts, creates }} canSteer={steers} />)
}

/** `/imports`: tables brought into lists, for the staff. */
export function importPages(app: Pages) {
  // before the need of a session: a program fetches it with its token
  app.get("/imports/:id{[0-9]{1,15}}/refused.xlsx", async (c) => {
    const { run, importer } = await found(c)
    return refusedFile(c, run, importer)
  })
  for (const path of ["/imports", "/imports/*"]) {
    app.use(path, signedInOnly)
    app.use(path, async (c, next) => {
      if (!staffSomewhere(c.var.actor)) throw notAllowed()
      await next()
    })
  }
  app.get("/imports", async (c) => {
    const { db } = c.var.services
    const after = Number(c.req.query("after")) || undefined
    const all = await importsFor(c, after, pageSize + 1)
    const imports = all.slice(0, pageSize)
    const counts = await countsOf(
      db,
      imports.map(({ id }) => id),
    )
    return c.html(<ImportListPage view={c.var.view} {...{ imports, counts, after }} more={all.length > pageSize} />)
  })
  app.get("/imports/new", (c) => c.html(<UploadPage view={c.var.view} {...importersFor(c, c.req.query("kind"))} />))
  app.get("/imports/template.xlsx", async (c) => {
    const { chosen } = importersFor(c, c.req.query("kind"))
    const name = c.var.view.t("tabular.template.file", { of: c.var.view.t(chosen.title) })
    return xlsxFile(c, name, await templateWorkbook(c.var.view.t, chosen))
  })
  app.post("/imports", upload)
  app.get("/imports/:id{[0-9]{1,15}}", report)
  app.post("/imports/:id{[0-9]{1,15}}/trial", trial)
  app.get("/imports/:id{[0-9]{1,15}}/undo", async (c) => {
    const { run } = await found(c)
    if (!canSteer(c.var.actor, run)) throw notAllowed()
    const counts = (await countsOf(c.var.services.db, [run.id])).get(run.id)!
    return c.html(<UndoPage view={c.var.view} {...{ run, counts }} />)
  })
  for (const [path, cmd] of [
    ["start", startImport],
    ["undo", undoImport],
  ] as const)
    app.post(`/imports/:id{[0-9]{1,15}}/${path}`, async (c) => {
      const { run } = await found(c)
      const done = await attempt(act(c, cmd, { id: run.id }, field(await formOf(c), "key")))
      if ("errors" in done) throw new InvalidInput(done.errors)
      return goTo(c, `/imports/${run.id}`)
    })
}
