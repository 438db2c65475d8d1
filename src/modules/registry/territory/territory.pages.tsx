import { staffSomewhere } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, field, formOf, goTo } from "#platform/http/reply.ts"
import { journalFor } from "#platform/journal.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { addTerritory } from "./add-territory.ts"
import { editTerritory } from "./edit-territory.ts"
import { allTerritories } from "./territory.store.ts"
import { TerritoryForm } from "./territory-form.tsx"
import { TerritoryList } from "./territory-list.tsx"

const path = "/settings/territories"
const one = `${path}/:id{[0-9]{1,15}}`

async function typed(c: Ctx) {
  const form = await formOf(c)
  const values = { name: field(form, "name"), kind: field(form, "kind"), parentId: field(form, "parentId") }
  return { values, input: { ...values, parentId: Number(values.parentId) || null }, key: field(form, "key") }
}

async function list(c: Ctx) {
  return c.html(<TerritoryList view={c.var.view} territories={await allTerritories(c.var.services.db)} />)
}

async function add(c: Ctx) {
  const { values, input, key } = await typed(c)
  const done = await attempt(act(c, addTerritory, input, key))
  if ("value" in done) return goTo(c, path, "registry.territory.added", { name: input.name })
  const territories = await allTerritories(c.var.services.db)
  return c.html(<TerritoryForm view={c.var.view} {...{ territories, values }} errors={done.errors} />, 422)
}

async function edit(c: Ctx) {
  const { values, input, key } = await typed(c)
  const id = Number(c.req.param("id"))
  const done = await attempt(act(c, editTerritory, { ...input, id }, key))
  if ("value" in done) return goTo(c, path, "registry.territory.saved", { name: input.name })
  const territories = await allTerritories(c.var.services.db)
  return c.html(<TerritoryForm view={c.var.view} {...{ id, territories, values }} errors={done.errors} />, 422)
}

async function editForm(c: Ctx) {
  const id = Number(c.req.param("id"))
  const territories = await allTerritories(c.var.services.db)
  const territory = territories.find((t) => t.id === id)
  if (!territory) throw notFound()
  const journal = await journalFor(c.var.services, c.var.actor, { kind: "territory", id })
  return c.html(<TerritoryForm view={c.var.view} {...{ id, territories, journal }} values={territory} />)
}

/** The tree of territories, for the staff. */
export function territoryPages(app: Pages) {
  app.use(`${path}/*`, async (c, next) => {
    if (!staffSomewhere(c.var.actor)) throw notAllowed()
    await next()
  })
  app.get(path, list)
  app.get(`${path}/new`, async (c) =>
    c.html(
      <TerritoryForm
        view={c.var.view}
        territories={await allTerritories(c.var.services.db)}
        values={{ kind: "municipality", parentId: c.req.query("under") }}
      />,
    ),
  )
  app.post(path, add)
  app.get(one, editForm)
  app.post(one, edit)
}
