import { findParties, partyByName, termSaid } from "#modules/registry/public.ts"
import { understandDay, understandPastDay } from "#platform/day.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, field, formOf, goTo } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, notFound, type Saying } from "#platform/refusal.ts"
import { Confirm } from "#ui/confirm.tsx"
import { Page } from "#ui/frame.tsx"
import { keptPerson, shownPerson } from "../person/person.pages.tsx"
import { addressOfPerson, idPath } from "../person/person.ts"
import type { ShownPerson } from "../person/show-person.ts"
import { addAffiliation } from "./add-affiliation.ts"
import { AffiliationForm, crumbsOf, EndForm } from "./affiliation-form.tsx"
import { roleWord } from "./affiliation-words.ts"
import { endAffiliation } from "./end-affiliation.ts"
import { removeAffiliation } from "./remove-affiliation.ts"

type Typed = Record<string, string>
type Errors = Record<string, Saying>

const kept = async (c: Ctx) => ofAddress(c, await keptPerson(c))

/** For whoever may say that somebody left: who keeps the person, the person itself, who speaks for the organisation. */
async function leaving(c: Ctx) {
  const shown = await shownPerson(c)
  if (!shown.reader || shown.reader === "public") throw notAllowed()
  return ofAddress(c, shown)
}

function ofAddress(c: Ctx, shown: ShownPerson) {
  const one = shown.affiliations.find(({ id }) => id === Number(c.req.param("affiliation")))
  if (!one) throw notFound()
  return { person: shown.person, one, party: shown.parties.get(one.partyId)! }
}

async function newForm(c: Ctx, typed: Typed = {}, errors: Errors = {}) {
  const { person } = await keptPerson(c)
  // What was typed and is nobody's name gets suggestions like it.
  const alike = errors.partyId && typed.partyId ? await findParties(c.var.services.db, typed.partyId, 10) : []
  const parties = alike.map(({ name }) => name)
  return c.html(
    <AffiliationForm view={c.var.view} {...{ person, typed, errors, parties }} />,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function add(c: Ctx) {
  const form = await formOf(c)
  const names = ["partyId", "role", "post", "from", "until"] as const
  const typed = Object.fromEntries(names.map((name) => [name, field(form, name)])) as Record<
    (typeof names)[number],
    string
  >
  const { today } = c.var.view
  const id = c.req.param("id") ?? ""
  const input = {
    ...typed,
    id,
    // A name that is nobody's is refused by the command as the id of nobody.
    partyId: (await partyByName(c.var.services.db, typed.partyId))?.id ?? 0,
    from: typed.from ? (understandPastDay(typed.from, today) ?? typed.from) : null,
    until: typed.until ? (understandDay(typed.until, today) ?? typed.until) : null,
  }
  const done = await attempt(act(c, addAffiliation, input, field(form, "key")))
  return "value" in done ? goTo(c, addressOfPerson(id), "people.affiliation.was_added") : newForm(c, typed, done.errors)
}

async function endForm(c: Ctx, typed: Typed = {}, errors: Errors = {}) {
  const found = await leaving(c)
  return c.html(<EndForm view={c.var.view} {...found} {...{ typed, errors }} />, Object.keys(errors).length ? 422 : 200)
}

async function end(c: Ctx) {
  const form = await formOf(c)
  const typed = { until: field(form, "until"), why: field(form, "why") }
  const { person, one } = await leaving(c)
  const until = understandPastDay(typed.until, c.var.view.today) ?? typed.until
  const input = { id: person.id, affiliation: one.id, until, why: typed.why }
  const done = await attempt(act(c, endAffiliation, input, field(form, "key")))
  if ("value" in done) return goTo(c, addressOfPerson(person.id), "people.affiliation.was_ended")
  return endForm(c, typed, done.errors)
}

async function removal(c: Ctx) {
  const { view } = c.var
  const { t } = view
  const { person, one, party } = await kept(c)
  return c.html(
    <Page view={view} narrow title={t("people.affiliation.remove.title")} crumbs={crumbsOf(view, person)}>
      <Confirm
        view={view}
        action={`${addressOfPerson(person.id)}/affiliations/${one.id}/removal`}
        lost={[[party.name, one.post || roleWord(t, one.role), termSaid(view, one)].filter(Boolean).join(", ")]}
        undo={t("people.affiliation.remove.undo")}
        deed={t("registry.status.remove.deed")}
        back={addressOfPerson(person.id)}
      />
    </Page>,
  )
}

async function remove(c: Ctx) {
  const { person, one } = await kept(c)
  await act(c, removeAffiliation, { id: person.id, affiliation: one.id }, field(await formOf(c), "key"))
  return goTo(c, addressOfPerson(person.id), "people.affiliation.was_removed")
}

/** Where people belong: added, ended and taken away by those who keep their cards. */
export function affiliationPages(app: Pages) {
  const path = `/people/${idPath}/affiliations`
  const one = `${path}/:affiliation{[0-9]{1,15}}`
  app.get(`${path}/new`, (c) => newForm(c))
  app.post(path, add)
  app.get(`${one}/end`, (c) => endForm(c))
  app.post(`${one}/end`, end)
  app.get(`${one}/removal`, removal)
  app.post(`${one}/removal`, remove)
}
