import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { countRows } from "#platform/references/reference.store.ts"
import { referencesTo } from "#platform/references/reference.ts"
import { notAllowed, Refusal, type Saying } from "#platform/refusal.ts"
import { findParties } from "../party/find-parties.ts"
import { canKeepParty } from "../party/party.policy.ts"
import { partyById, partyByName } from "../party/party.store.ts"
import { addressOf, home, type Nature, natures } from "../party/party.ts"
import { partyScopes } from "../party/party-scopes.ts"
import { openedCard } from "../profile/opened-card.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { followMerged } from "./follow-merged.ts"
import { loadBoth } from "./load-both.ts"
import { apart, differences, type MergeField, mergeFields, usualChoice } from "./merge.ts"
import { MergePage, mergeLabels } from "./merge-page.tsx"
import { mergeParties } from "./merge-parties.ts"
import { OtherPage } from "./other-page.tsx"
import { UnmergePage } from "./unmerge-page.tsx"
import { loadMerged, unmergeParties } from "./unmerge-parties.ts"

/** The card of the address, for whoever keeps it. */
async function keptCard(c: Ctx, nature: Nature) {
  const { party, canEdit } = await openedCard(c, nature)
  if (!canEdit) throw notAllowed()
  return party
}

/** Asks for the other card, or goes on to the one that a name or a number means. */
async function ask(c: Ctx, nature: Nature) {
  const party = await keptCard(c, nature)
  const asked = (c.req.query("with") ?? "").trim().slice(0, 500)
  if (!asked) return c.html(<OtherPage view={c.var.view} party={party} asked="" found={[]} />)
  const { db } = c.var.services
  const other = /^\d{1,15}$/.test(asked) ? await partyById(db, Number(asked)) : await partyByName(db, asked)
  if (other) return preview(c, party.id, other.id, asked)
  const alike = await findParties(db, asked, 8)
  const found = alike.filter((one) => one.id !== party.id && one.nature === nature)
  const error = found.length ? undefined : { key: "registry.merging.unknown" }
  const shown = { view: c.var.view, party, asked, found, error }
  return c.html(<OtherPage {...shown} />, found.length ? 200 : 422)
}

async function preview(
  c: Ctx,
  id: number,
  otherId: number,
  asked: string,
  typed?: Record<string, string>,
  errors: Record<string, Saying> = {},
) {
  const { services, view, actor } = c.var
  const { db, modules } = services
  const both = await loadBoth({ tx: db, actor }, id, otherId).catch((err) => {
    if (err instanceof Refusal && err.status === 409) return err
    throw err
  })
  if (both instanceof Refusal) {
    const party = (await partyById(db, id))!
    return c.html(<OtherPage view={view} party={party} asked={asked} found={[]} error={both.saying} />, 422)
  }
  const { survivor, merged } = both
  const usual = usualChoice(survivor.fields, merged.fields)
  const differ = differences(survivor.fields, merged.fields)
  const values = typed ?? Object.fromEntries(differ.map((one) => [one, usual.includes(one) ? "merged" : "survivor"]))
  const counted = []
  for (const reference of referencesTo(modules, "party"))
    if (reference.counted) counted.push(await countRows(db, reference, otherId, id))
  const shown = { view, survivor, merged, differ, counted, values, errors, territories: await allTerritories(db) }
  return c.html(<MergePage {...shown} />, Object.keys(errors).length ? 422 : 200)
}

async function merge(c: Ctx, nature: Nature) {
  const party = await keptCard(c, nature)
  const form = await formOf(c)
  const values = Object.fromEntries([...mergeFields, "same"].map((name) => [name, textOf(form, name)]))
  const other = Number(textOf(form, "with")) || 0
  const input = {
    id: party.id,
    other,
    version: Number(textOf(form, "version")),
    otherVersion: Number(textOf(form, "otherVersion")),
    take: mergeFields.filter((name) => values[name] === "merged"),
    same: values.same === "yes",
  }
  const done = await attempt(act(c, mergeParties, input, textOf(form, "key")))
  if ("errors" in done) return preview(c, party.id, other, "", values, done.errors)
  return goTo(c, addressOf(party), "registry.merging.done")
}

async function askApart(c: Ctx, nature: Nature, other: number, errors: Record<string, Saying> = {}) {
  const { services, view, actor } = c.var
  const party = await keptCard(c, nature)
  if (!other) return goTo(c, addressOf(party))
  const { merge, survivor, merged } = await services.db.transaction().execute((tx) => loadMerged(tx, party.id, other))
  const after = apart(survivor.fields, merged.fields, merge.taken, merge.before)
  if (!canKeepParty(actor, await partyScopes(services.db, after.merged))) throw notAllowed()
  const shown = { view, survivor, merged, name: merged.party.name, errors }
  return c.html(<UnmergePage {...shown} />, Object.keys(errors).length ? 422 : 200)
}

async function part(c: Ctx, nature: Nature) {
  const form = await formOf(c)
  const [id, other] = [Number(c.req.param("id")), Number(textOf(form, "with")) || 0]
  const done = await attempt(act(c, unmergeParties, { id, other }, textOf(form, "key")))
  if ("errors" in done) return askApart(c, nature, other, { "": Object.values(done.errors)[0]! })
  const { view } = c.var
  const { fields, rows } = done.value
  const left = Object.values(rows).reduce((sum, n) => sum + n, 0)
  const labels = mergeLabels(view)
  const back = addressOf({ nature, id })
  if (!fields.length && !left) return goTo(c, back, "registry.merging.part.done")
  const said = { fields: fields.map((field: MergeField) => labels[field]).join(", ") || "–", rows: left }
  return goTo(c, back, "registry.merging.part.done_but", said, "warn")
}

/** `/organisations/:id/merge`, `/unmerge`, and the same of bodies. */
export function mergePages(app: Pages) {
  followMerged(app, "")
  for (const nature of natures) {
    const path = `${home[nature]}/:id{[0-9]{1,15}}`
    app.get(`${path}/merge`, (c) => ask(c, nature))
    app.post(`${path}/merge`, (c) => merge(c, nature))
    app.get(`${path}/unmerge`, (c) => askApart(c, nature, Number(c.req.query("with")) || 0))
    app.post(`${path}/unmerge`, (c) => part(c, nature))
  }
}
