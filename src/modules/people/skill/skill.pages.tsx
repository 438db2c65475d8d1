import { understandDay } from "#platform/day.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, field, formOf, goTo } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notFound, type Saying } from "#platform/refusal.ts"
import { sayDay } from "#ui/when.ts"
import { allCompetences } from "../competence/competence.store.ts"
import { keptPerson, ownPerson } from "../person/person.pages.tsx"
import { addressOfPerson, idPath } from "../person/person.ts"
import { confirmCompetence } from "./confirm-competence.ts"
import { descriptionPages } from "./description.pages.tsx"
import { endCompetence } from "./end-competence.ts"
import { ConfirmationForm, SkillEndForm, SkillForm, skillNames } from "./skill-form.tsx"
import { stateCompetence } from "./state-competence.ts"

type Typed = Partial<Record<(typeof skillNames)[number], string>>
type Errors = Record<string, Saying>

const statusOf = (errors: Errors) => (Object.keys(errors).length ? 422 : 200)

/** A competence of the address that has not ended. */
async function heldBy(c: Ctx, whose: typeof keptPerson) {
  const { person, skills } = await whose(c)
  const skill = skills.find(({ id, endedAt }) => id === Number(c.req.param("skill")) && !endedAt)
  if (!skill) throw notFound()
  return { person, skill }
}

async function typedOf(c: Ctx) {
  const form = await formOf(c)
  const typed = Object.fromEntries(skillNames.map((name) => [name, field(form, name)])) as Required<Typed>
  const until = typed.until ? (understandDay(typed.until, c.var.view.today) ?? typed.until) : null
  return { typed, input: { ...typed, until }, key: field(form, "key") }
}

async function newForm(c: Ctx, typed: Typed = {}, errors: Errors = {}) {
  const { person, skills, reader } = await ownPerson(c)
  const has = skills.flatMap(({ competenceId, endedAt }) => (endedAt ? [] : competenceId))
  const offered = (await allCompetences(c.var.services.db)).filter(({ id, retired }) => !retired && !has.includes(id))
  return c.html(
    <SkillForm view={c.var.view} {...{ person, typed, errors, offered }} own={reader === "self"} />,
    statusOf(errors),
  )
}

async function add(c: Ctx) {
  const { typed, input, key } = await typedOf(c)
  const id = c.req.param("id") ?? ""
  const competenceId = Number(typed.competenceId) || 0 // nobody's id is refused by the command
  const done = await attempt(act(c, stateCompetence, { ...input, id, competenceId }, key))
  return "value" in done ? goTo(c, addressOfPerson(id), "skill.was_added") : newForm(c, typed, done.errors)
}

async function confirmForm(c: Ctx, typed?: Typed, errors: Errors = {}) {
  const { person, skill } = await heldBy(c, keptPerson)
  const { view } = c.var
  const stored = { level: skill.level, until: skill.until ? sayDay(skill.until, view.today, view.locale).exact : "" }
  return c.html(
    <ConfirmationForm view={view} {...{ person, skill, errors }} typed={typed ?? stored} />,
    statusOf(errors),
  )
}

async function confirm(c: Ctx) {
  const { typed, input, key } = await typedOf(c)
  const { person, skill } = await heldBy(c, keptPerson)
  const { level, until, ground } = input
  const given = { id: person.id, skill: skill.id, level, until, ground }
  const done = await attempt(act(c, confirmCompetence, given, key))
  return "value" in done
    ? goTo(c, addressOfPerson(person.id), "skill.was_confirmed")
    : confirmForm(c, typed, done.errors)
}

async function endForm(c: Ctx, why = "", errors: Errors = {}) {
  const found = await heldBy(c, ownPerson)
  return c.html(<SkillEndForm view={c.var.view} {...found} {...{ why, errors }} />, statusOf(errors))
}

async function end(c: Ctx) {
  const form = await formOf(c)
  const why = field(form, "why")
  const { person, skill } = await heldBy(c, ownPerson)
  const done = await attempt(act(c, endCompetence, { id: person.id, skill: skill.id, why }, field(form, "key")))
  return "value" in done ? goTo(c, addressOfPerson(person.id), "skill.was_ended") : endForm(c, why, done.errors)
}

/** Competences of people: stated, confirmed and taken back by those who keep their cards, stated and taken back by themselves. */
export function skillPages(app: Pages) {
  const path = `/people/${idPath}/competences`
  const one = `${path}/:skill{[0-9]{1,15}}`
  app.get(`${path}/new`, (c) => newForm(c))
  app.post(path, add)
  app.get(`${one}/confirmation`, (c) => confirmForm(c))
  app.post(`${one}/confirmation`, confirm)
  app.get(`${one}/end`, (c) => endForm(c))
  app.post(`${one}/end`, end)
  descriptionPages(app)
}
