import { understandPastDay } from "#platform/day.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { longDate } from "#platform/office/dates.ts"
import { notAllowed, notFound, type Saying } from "#platform/refusal.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { DateField, TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { canKeepParty, scopesOfParty } from "../party/party.policy.ts"
import { partyById } from "../party/party.store.ts"
import { addressOf, home, natures } from "../party/party.ts"
import { scopesOfPath } from "../territory/territory.policy.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { pathUp } from "../territory/territory.ts"
import { endParty } from "./end-party.ts"
import { endingOf } from "./succession.store.ts"

async function load(c: Ctx) {
  const { db } = c.var.services
  const party = await partyById(db, Number(c.req.param("id")))
  if (!party) throw notFound()
  const path = pathUp(await allTerritories(db), party.territoryId)
  if (!canKeepParty(c.var.actor, scopesOfParty(party, scopesOfPath(path)))) throw notAllowed()
  const ending = (await endingOf(db, party.id))!
  const successor = ending.successorId === null ? undefined : await partyById(db, ending.successorId)
  return { party, ending, successor }
}

async function draw(c: Ctx, typed?: Record<string, string>, errors: Record<string, Saying> = {}) {
  const { view } = c.var
  const { t } = view
  const { party, ending, successor } = await load(c)
  const values = typed ?? {
    endedOn: ending.endedOn ? longDate(ending.endedOn, view.locale) : "",
    successor: successor?.name ?? "",
  }
  const labels = { endedOn: t("field.party.endedOn"), successor: t("field.party.successor") }
  const form = { view, errors, labels, values }
  const back = addressOf(party)
  return c.html(
    <Page
      view={view}
      narrow
      title={t("registry.ending.title")}
      crumbs={[
        { href: home[party.nature], label: t(`registry.${party.nature}.list`) },
        { href: back, label: party.shortName || party.name },
      ]}
      state={t("registry.ending.what")}
    >
      <Form
        form={form}
        action={`${back}/ending`}
        buttons={
          <>
            <Button kind="primary">{t("registry.form.save")}</Button>
            <LinkButton href={view.href(back)}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        <DateField {...field(form, "endedOn")} hint={t("registry.ending.day_hint")} />
        <TextField {...field(form, "successor")} maxlength={500} hint={t("registry.ending.successor_hint")} />
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function save(c: Ctx) {
  const form = await formOf(c)
  const { party } = await load(c)
  const typed = { endedOn: textOf(form, "endedOn"), successor: textOf(form, "successor") }
  const { today } = c.var.view
  const endedOn = typed.endedOn ? (understandPastDay(typed.endedOn, today) ?? typed.endedOn) : null
  const input = { id: party.id, endedOn, successor: typed.successor, today }
  const done = await attempt(act(c, endParty, input, textOf(form, "key")))
  return "errors" in done ? draw(c, typed, done.errors) : goTo(c, addressOf(party), "registry.party.saved")
}

/** `/organisations/:id/ending`, `/bodies/:id/ending`: since when a party is no more, and who went on with its work. */
export function endingPages(app: Pages) {
  for (const nature of natures) {
    const path = `${home[nature]}/:id{[0-9]{1,15}}/ending`
    app.get(path, (c) => draw(c))
    app.post(path, save)
  }
}
