import { z } from "zod"
import { allTerritories, idsBelow, keepingAlike, pathUp } from "#modules/registry/public.ts"
import { staff, staffSomewhere } from "#platform/actor.ts"
import { understandPastDay } from "#platform/day.ts"
import type { Ctx } from "#platform/http/env.ts"
import { forVisitors } from "#platform/http/middleware.ts"
import { act, attempt, field, formOf, goTo } from "#platform/http/reply.ts"
import { csvReply, xlsxReply } from "#platform/http/table-reply.ts"
import { journalFor } from "#platform/journal.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { namesOfUsers } from "#platform/session/user/user.store.ts"
import { fillSlot } from "#platform/slots.ts"
import { xlsxRows } from "#ui/table-downloads.ts"
import { sayDay } from "#ui/when.ts"
import { present } from "../affiliation/affiliation.ts"
import { roleWord } from "../affiliation/affiliation-words.ts"
import { allCompetences } from "../competence/competence.store.ts"
import { confirmedRoles } from "../confirmed-role/confirmed-role.ts"
import { confirmedRoleWord } from "../confirmed-role/confirmed-role-words.ts"
import { consentCard } from "../consent/consent-card.tsx"
import { type AlikePerson, alikeOfPerson } from "../duplicate/find-alike-people.ts"
import { mergedCard } from "../merging/merged-card.tsx"
import { noteReading } from "../reading/note-reading.ts"
import { levels, proofFilters } from "../skill/skill.ts"
import { SkillCard } from "../skill/skill-card.tsx"
import { addPerson } from "./add-person.ts"
import { editPerson } from "./edit-person.ts"
import { consentFilters, countPeople, isCounted, listPeople, type PersonFilter } from "./list-people.ts"
import { reachOf } from "./person.policy.ts"
import { addressOfPerson, fullName, groups, idPath } from "./person.ts"
import { PersonCard } from "./person-card.tsx"
import { PersonForm } from "./person-form.tsx"
import { type Listed, type ListQuery, PersonList } from "./person-list.tsx"
import { personColumns, personRow } from "./person-sheet.ts"
import { fieldNames, groupsOf, groupWord } from "./person-words.ts"
import { type ShownPerson, showPeople, showPerson } from "./show-person.ts"

const pageSize = 50

const listQuery = z.object({
  q: z.string().trim().max(200).optional().catch(undefined),
  territory: z.coerce.number().int().positive().optional().catch(undefined),
  group: z.enum(groups).optional().catch(undefined),
  consent: z.enum(consentFilters).optional().catch(undefined),
  competence: z.coerce.number().int().positive().optional().catch(undefined),
  level: z.enum(levels).optional().catch(undefined),
  role: z.enum(confirmedRoles).optional().catch(undefined),
  proof: z.enum(proofFilters).optional().catch(undefined),
  unconfirmed: z.literal("yes").optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
})

/** What the address asks for; what it does not know, or is not for the reader, is left out rather than refused. */
async function asked(c: Ctx) {
  const { services, actor, view } = c.var
  const query: ListQuery = listQuery.parse(c.req.query())
  const [territories, competences] = await Promise.all([allTerritories(services.db), allCompetences(services.db)])
  if (!territories.some(({ id }) => id === query.territory)) query.territory = undefined
  if (!competences.some(({ id }) => id === query.competence)) query.competence = query.level = undefined
  if (!staffSomewhere(actor)) query.group = query.consent = query.proof = query.unconfirmed = undefined
  const filter: PersonFilter = {
    reach: await reachOf(services.db, actor),
    today: view.today,
    territories: query.territory === undefined ? undefined : idsBelow(territories, query.territory),
    group: query.group,
    consent: query.consent,
    unconfirmed: Boolean(query.unconfirmed),
    competence: query.competence === undefined ? undefined : { id: query.competence, least: query.level },
    role: query.role,
    proof: query.proof,
    text: query.q,
  }
  return { query, filter, territories, competences }
}

function row({ view }: Ctx["var"], shown: ShownPerson): Listed {
  const { person, affiliations, parties } = shown
  const belongs = present(affiliations, view.today).map(({ partyId, post, role }) => {
    const party = parties.get(partyId)!
    return `${post || roleWord(view.t, role)}, ${party.shortName || party.name}`
  })
  const said = groupsOf(person, affiliations, view.today).map((group) => groupWord(view.t, group))
  const able = present(shown.roles, view.today).map(({ role }) => confirmedRoleWord(view.t, role))
  return { id: person.id, name: fullName(person), mini: [...said, ...able, ...belongs.slice(0, 3)] }
}

async function list(c: Ctx) {
  const { db } = c.var.services
  const { query, filter, territories, competences } = await asked(c)
  const found = await listPeople(db, filter, { after: query.after, limit: pageSize + 1 })
  // A list that ends on its first page is counted by looking at it.
  const whole = query.after === undefined && found.length <= pageSize
  const count = whole ? found.length : await countPeople(db, filter)
  const shown = await showPeople(db, c.var.actor, found.slice(0, pageSize), filter.today)
  const people = shown.map((one) => row(c.var, one))
  const more = found.length > pageSize
  return c.html(
    <PersonList
      view={c.var.view}
      {...{ query, people, count, exact: isCounted(filter), more, territories, competences }}
    />,
  )
}

/** The list in a file, a part at a time; whoever is in it learns that it was read. */
async function* rowsOf(c: Ctx, atOnce: number) {
  const { filter, territories } = await asked(c)
  const { services, actor, view } = c.var
  for (let after: string | undefined; ; ) {
    const found = await listPeople(services.db, filter, { after, limit: atOnce })
    const people = await showPeople(services.db, actor, found, filter.today)
    await noteReading(services, actor, people, "file")
    yield people.map((shown) => personRow(view, shown, territories))
    after = found.at(-1)?.id
    if (found.length < atOnce) return
  }
}

async function file(c: Ctx, format: "xlsx" | "csv") {
  if (!staffSomewhere(c.var.actor)) throw notAllowed()
  const { view } = c.var
  const columns = personColumns(view)
  if (format === "csv") return csvReply(c, "people", columns, rowsOf(c, 500))
  const rows = (await rowsOf(c, xlsxRows).next()).value ?? []
  return xlsxReply(c, "people", [{ name: view.t("people.person.list"), columns, rows }])
}

/** The person of the address as this reader sees it. */
export async function shownPerson(c: Ctx): Promise<ShownPerson> {
  const shown = await showPerson(c.var.services.db, c.var.actor, c.req.param("id") ?? "", c.var.view.today)
  if (!shown) throw notFound()
  return shown
}

/** The same for whoever keeps it. */
export async function keptPerson(c: Ctx): Promise<ShownPerson> {
  const shown = await shownPerson(c)
  if (shown.reader !== "staff") throw notAllowed()
  return shown
}

/** The same for whoever keeps it, and for the person itself. */
export async function ownPerson(c: Ctx): Promise<ShownPerson> {
  const shown = await shownPerson(c)
  if (shown.reader !== "staff" && shown.reader !== "self") throw notAllowed()
  return shown
}

async function card(c: Ctx) {
  const { services, actor, view } = c.var
  const shown = await shownPerson(c)
  const { person, reader } = shown
  const [territories, journal, consents, confirmers, more, alike, merges] = await Promise.all([
    allTerritories(services.db),
    reader === "staff" || reader === "self" ? journalFor(services, actor, { kind: "person", id: person.id }) : [],
    consentCard(c, shown),
    namesOfUsers(
      services.db,
      [...shown.skills, ...shown.roles].map(({ confirmedBy }) => confirmedBy),
    ),
    fillSlot(c, "person.more", { id: person.id, reader }),
    reader === "staff" ? alikeOfPerson(services.db, shown, { actor, today: view.today }) : [],
    mergedCard(c, shown),
  ])
  await noteReading(services, actor, [shown], "card")
  const path = pathUp(territories, person.territoryId)
  return c.html(
    <PersonCard
      view={view}
      {...shown}
      alike={alike}
      {...{
        path,
        journal,
        more: [<SkillCard view={view} shown={shown} confirmers={confirmers} />, consents, ...more, merges],
      }}
    />,
  )
}

async function newForm(c: Ctx) {
  if (!staffSomewhere(c.var.actor)) throw notAllowed()
  const territories = await allTerritories(c.var.services.db)
  const own = c.var.actor.kind === "user" ? c.var.actor.grants.find(({ scope }) => scope.kind === "territory") : null
  const mine = own?.scope.kind === "territory" && !staff(c.var.actor) ? String(own.scope.id) : ""
  return c.html(<PersonForm view={c.var.view} territories={territories} values={{ territoryId: mine }} />)
}

async function editForm(c: Ctx) {
  const { person } = await keptPerson(c)
  const territories = await allTerritories(c.var.services.db)
  const { view } = c.var
  const birthOn = person.birthOn ? sayDay(person.birthOn, view.today, view.locale).exact : ""
  const values = { ...person, birthOn, territoryId: String(person.territoryId ?? "") }
  return c.html(<PersonForm view={view} {...{ person, territories, values }} />)
}

async function typed(c: Ctx) {
  const form = await formOf(c)
  const values = Object.fromEntries(fieldNames.map((name) => [name, field(form, name)])) as Record<
    (typeof fieldNames)[number],
    string
  >
  const birthOn = values.birthOn ? (understandPastDay(values.birthOn, c.var.view.today) ?? values.birthOn) : null
  const input = { ...values, birthOn, territoryId: Number(values.territoryId) || null }
  return { values, input, key: field(form, "key"), version: Number(field(form, "version")) }
}

async function add(c: Ctx) {
  const { values, input, key } = await typed(c)
  const seenAlike = field(await formOf(c), "seenAlike")
    .split(",")
    .filter(Boolean)
  const { deed, alike } = await keepingAlike<{ id: string }, AlikePerson>(
    act(c, addPerson, { ...input, seenAlike }, key),
  )
  const done = await attempt(deed)
  if ("value" in done) return goTo(c, addressOfPerson(done.value.id), "people.person.was_added")
  const territories = await allTerritories(c.var.services.db)
  const errors = alike.length ? {} : done.errors
  return c.html(<PersonForm view={c.var.view} {...{ territories, values, errors, alike }} />, 422)
}

async function edit(c: Ctx) {
  const { values, input, key, version } = await typed(c)
  const id = c.req.param("id") ?? ""
  const done = await attempt(act(c, editPerson, { ...input, id, version }, key))
  if ("value" in done) return goTo(c, addressOfPerson(id), "people.person.was_saved")
  const { person } = await keptPerson(c)
  const territories = await allTerritories(c.var.services.db)
  return c.html(<PersonForm view={c.var.view} {...{ person, territories, values }} errors={done.errors} />, 422)
}

/** People, their cards, and the forms of those who keep them. */
export function personPages(app: Pages) {
  app.get("/people", forVisitors, list)
  app.get("/people.xlsx", (c) => file(c, "xlsx"))
  app.get("/people.csv", (c) => file(c, "csv"))
  app.get("/people/new", newForm)
  app.post("/people", add)
  app.get(`/people/${idPath}`, forVisitors, card)
  app.get(`/people/${idPath}/edit`, editForm)
  app.post(`/people/${idPath}`, edit)
}
