import { allTerritories } from "#modules/registry/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { countRows } from "#platform/references/reference.store.ts"
import { referencesTo } from "#platform/references/reference.ts"
import { notAllowed, notFound, type Saying } from "#platform/refusal.ts"
import { inForceOf } from "../consent/consent.store.ts"
import { listPeople } from "../person/list-people.ts"
import { keptPerson } from "../person/person.pages.tsx"
import { reachOf } from "../person/person.policy.ts"
import { type Person, personById } from "../person/person.store.ts"
import { addressOfPerson, idPath } from "../person/person.ts"
import { showPeople, showPerson } from "../person/show-person.ts"
import { noteReading } from "../reading/note-reading.ts"
import { followMerged } from "./follow-merged.ts"
import { differences, mergeFields, usualChoice } from "./merge.ts"
import { MergePage, mergeLabels } from "./merge-page.tsx"
import { mergePeople, troubleOf } from "./merge-people.ts"
import { OtherPage } from "./other-page.tsx"
import { UnmergePage } from "./unmerge-page.tsx"
import { latestMerge, unmergePeople } from "./unmerge-people.ts"

const isId = (text: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

/** Asks for the other card, or goes on to the one of the address. */
async function ask(c: Ctx) {
  const { services, actor, view } = c.var
  const shown = await keptPerson(c)
  const asked = (c.req.query("with") ?? "").trim().slice(0, 200)
  if (isId(asked)) return preview(c, asked)
  const person = shown.person
  if (!asked) return c.html(<OtherPage view={view} person={person} asked="" found={[]} />)
  const filter = { reach: await reachOf(services.db, actor), today: view.today, text: asked }
  const people = await showPeople(services.db, actor, await listPeople(services.db, filter, { limit: 20 }), view.today)
  const kept = people.filter((one) => one.reader === "staff" && one.person.id !== person.id)
  await noteReading(services, actor, kept, "card")
  const found = kept.map((one) => one.person)
  const error = found.length ? undefined : { key: "people.merge.unknown" }
  return c.html(<OtherPage {...{ view, person, asked, found, error }} />, found.length ? 200 : 422)
}

/** Both cards with all that is kept, for whoever keeps both; reading them is noted. */
async function both(c: Ctx, otherId: string): Promise<{ survivor: Person; merged: Person }> {
  const { services, actor, view } = c.var
  const one = await keptPerson(c)
  const other = await showPerson(services.db, actor, otherId, view.today)
  if (!other) throw notFound()
  if (other.reader !== "staff") throw notAllowed()
  await noteReading(services, actor, [one, other], "card")
  const [survivor, merged] = await Promise.all([one, other].map(({ person }) => personById(services.db, person.id)))
  return { survivor: survivor!, merged: merged! }
}

async function preview(c: Ctx, otherId: string, typed?: Record<string, string>, errors: Record<string, Saying> = {}) {
  const { services, view } = c.var
  const { db, modules } = services
  const { survivor, merged } = await both(c, otherId)
  const trouble = troubleOf(survivor, merged, view.today)
  if (trouble)
    return c.html(<OtherPage view={view} person={survivor} asked="" found={[]} error={trouble.saying} />, 422)
  const usual = usualChoice(survivor, merged)
  const differ = differences(survivor, merged)
  const values = typed ?? Object.fromEntries(differ.map((one) => [one, usual.includes(one) ? "merged" : "survivor"]))
  const counted = []
  for (const reference of referencesTo(modules, "person"))
    if (reference.counted) counted.push(await countRows(db, reference, merged.id, survivor.id))
  const hides = (await inForceOf(db, merged.id)).some(({ kind }) => kind === "publication")
  const shown = {
    view,
    survivor,
    merged,
    differ,
    counted,
    hides,
    values,
    errors,
    territories: await allTerritories(db),
  }
  return c.html(<MergePage {...shown} />, Object.keys(errors).length ? 422 : 200)
}

async function merge(c: Ctx) {
  const form = await formOf(c)
  const values = Object.fromEntries([...mergeFields, "same"].map((name) => [name, textOf(form, name)]))
  const [id, other] = [c.req.param("id") ?? "", textOf(form, "with")]
  const input = {
    ...{ id, other, same: values.same === "yes", take: mergeFields.filter((name) => values[name] === "merged") },
    version: Number(textOf(form, "version")),
    otherVersion: Number(textOf(form, "otherVersion")),
  }
  const done = await attempt(act(c, mergePeople, input, textOf(form, "key")))
  if ("errors" in done) return isId(other) ? preview(c, other, values, done.errors) : ask(c)
  return goTo(c, addressOfPerson(id), "registry.merging.done")
}

async function askApart(c: Ctx, other: string, errors: Record<string, Saying> = {}) {
  const { services, view } = c.var
  const { person } = await keptPerson(c)
  if (!isId(other)) return goTo(c, addressOfPerson(person.id))
  const merge = await services.db.transaction().execute((tx) => latestMerge(tx, person.id, other))
  return c.html(<UnmergePage {...{ view, person, merge, errors }} />, Object.keys(errors).length ? 422 : 200)
}

async function part(c: Ctx) {
  const form = await formOf(c)
  const [id, other] = [c.req.param("id") ?? "", textOf(form, "with")]
  const done = await attempt(act(c, unmergePeople, { id, other }, textOf(form, "key")))
  if ("errors" in done) return askApart(c, other, { "": Object.values(done.errors)[0]! })
  const { fields, rows } = done.value
  const left = Object.values(rows).reduce((sum, n) => sum + n, 0)
  const labels = mergeLabels(c.var.view)
  if (!fields.length && !left) return goTo(c, addressOfPerson(id), "registry.merging.part.done")
  const said = { fields: fields.map((name) => labels[name]).join(", ") || "–", rows: left }
  return goTo(c, addressOfPerson(id), "registry.merging.part.done_but", said, "warn")
}

/** `/people/:id/merge` and `/unmerge`. */
export function mergePages(app: Pages) {
  followMerged(app, "")
  app.get(`/people/${idPath}/merge`, ask)
  app.post(`/people/${idPath}/merge`, merge)
  app.get(`/people/${idPath}/unmerge`, (c) => askApart(c, c.req.query("with") ?? ""))
  app.post(`/people/${idPath}/unmerge`, part)
}
