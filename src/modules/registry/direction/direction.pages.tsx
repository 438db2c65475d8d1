import type { Ctx } from "#platform/http/env.ts"
import { forVisitors } from "#platform/http/middleware.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { CheckboxCards } from "#ui/choice.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, Row, Rows } from "#ui/list.tsx"
import { canKeepParty, scopesOfParty } from "../party/party.policy.ts"
import { partyById } from "../party/party.store.ts"
import { addressOf, home, type Nature, natures } from "../party/party.ts"
import { scopesOfPath } from "../territory/territory.policy.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { pathUp } from "../territory/territory.ts"
import { directionPage } from "./direction.page.tsx"
import { allDirections, directionCounts, directionsOf } from "./direction.store.ts"
import { choosable, directionLimit, directionName } from "./direction.ts"
import type { Errors } from "./direction-form.tsx"
import { setDirections } from "./set-directions.ts"

/** All directions with how many work in each; a retired one only while somebody does. */
async function drawAll(c: Ctx) {
  const { view, services } = c.var
  const { t } = view
  const [all, counts] = await Promise.all([allDirections(services.db), directionCounts(services.db)])
  const used = (id: number) => counts.get(id) ?? { organisation: 0, body: 0 }
  const shown = all.filter(({ id, retired }) => !retired || used(id).organisation + used(id).body > 0)
  return c.html(
    <Page view={view} title={t("direction.list")} description={t("direction.about")} state={t("direction.about")}>
      {shown.length ? (
        <Rows label={t("direction.list")}>
          {shown.map((direction) => (
            <Row
              href={view.href(`/directions/${direction.id}`)}
              title={directionName(direction, view.locale)}
              mini={[
                t("registry.organisation.count", { count: used(direction.id).organisation }),
                used(direction.id).body > 0 && (
                  <a href={view.href(`/bodies?direction=${direction.id}`)}>
                    {t("registry.body.count", { count: used(direction.id).body })}{" "}
                    <span class="unseen">{directionName(direction, view.locale)}</span>
                  </a>
                ),
              ]}
            />
          ))}
        </Rows>
      ) : (
        <Empty title={t("direction.empty")} why={t("direction.empty.why")} />
      )}
    </Page>,
  )
}

async function drawForm(c: Ctx, nature: Nature, typed?: string[], errors: Errors = {}) {
  const { view, services, actor } = c.var
  const { t } = view
  const { db } = services
  const id = Number(c.req.param("id"))
  const party = await partyById(db, id)
  if (party?.nature !== nature) throw notFound()
  const path = pathUp(await allTerritories(db), party.territoryId)
  if (!canKeepParty(actor, scopesOfParty(party, scopesOfPath(path)))) throw notAllowed()
  const has = ((await directionsOf(db, [id])).get(id) ?? []).map((direction) => direction.id)
  const offered = choosable(await allDirections(db), has)
  const form = { view, labels: { directions: t("field.party.directions") }, values: {}, errors }
  const back = addressOf(party)
  return c.html(
    <Page
      view={view}
      narrow
      title={t("direction.of_party")}
      crumbs={[
        { href: home[nature], label: t(`registry.${nature}.list`) },
        { href: back, label: party.shortName || party.name },
      ]}
    >
      <Form
        form={form}
        action={`${back}/directions`}
        buttons={
          <>
            <Button kind="primary">{t("registry.form.save")}</Button>
            <LinkButton href={view.href(back)}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        <CheckboxCards
          {...field(form, "directions")}
          hint={t("direction.of_party.hint", { limit: directionLimit })}
          values={typed ?? has.map(String)}
          choices={offered.map((direction) => ({
            value: String(direction.id),
            label: directionName(direction, view.locale),
            ...(direction.retired && { hint: t("value.direction.retired.true") }),
          }))}
        />
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function save(c: Ctx, nature: Nature) {
  const form = await formOf(c)
  const typed = [form.directions ?? []].flat().filter((value) => typeof value === "string")
  const id = Number(c.req.param("id"))
  const done = await attempt(act(c, setDirections, { id, directions: typed }, textOf(form, "key")))
  return "value" in done
    ? goTo(c, addressOf({ nature, id }), "direction.saved_of_party")
    : drawForm(c, nature, typed, done.errors)
}

/** Directions for everybody, and the choice of them for a card. */
export function directionPages(app: Pages) {
  app.get("/directions", forVisitors, drawAll)
  app.get("/directions/:id{[0-9]{1,15}}", forVisitors, directionPage)
  for (const nature of natures) {
    const path = `${home[nature]}/:id{[0-9]{1,15}}/directions`
    app.get(path, (c) => drawForm(c, nature))
    app.post(path, (c) => save(c, nature))
  }
}
