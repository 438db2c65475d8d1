import { allDirections, directionName } from "#modules/registry/public.ts"
import { understandDay } from "#platform/day.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { longDate } from "#platform/office/dates.ts"
import type { Saying } from "#platform/refusal.ts"
import { Button, Deed } from "#ui/button.tsx"
import { DateField, SelectField, TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { crumbsOf, keptCentre } from "../centre/open-centre.ts"
import { curatorsOfCentre } from "./curator.store.ts"
import { endCurator } from "./end-curator.ts"
import { nameCurator } from "./name-curator.ts"

const one = "/centres/:slug{[a-z][a-z0-9-]+}/curators"
const names = ["directionId", "name", "post", "fromOn"] as const
type Typed = Record<(typeof names)[number], string>

async function draw(c: Ctx, typed?: Typed, errors: Record<string, Saying> = {}) {
  const { view, services } = c.var
  const { t } = view
  const opened = await keptCentre(c)
  const [directions, curators] = await Promise.all([
    allDirections(services.db),
    curatorsOfCentre(services.db, opened.centre.id, view.today),
  ])
  const labels = Object.fromEntries(names.map((name) => [name, t(`curator.field.${name}`)])) as Typed
  const form = { view, labels, values: typed ?? { fromOn: longDate(view.today, view.locale) }, errors }
  const nameOf = (id: number) => {
    const direction = directions.find((x) => x.id === id)
    return direction ? directionName(direction, view.locale) : ""
  }
  return c.html(
    <Page view={view} narrow title={t("curator.title")} crumbs={crumbsOf(c, opened)} state={t("curator.what")}>
      {curators.length > 0 && (
        <Rows label={t("curator.title")}>
          {curators.map((curator) => (
            <Row
              href={view.href(`/directions/${curator.directionId}`)}
              title={nameOf(curator.directionId)}
              mini={[
                curator.name,
                curator.post,
                t("curator.since", { date: longDate(curator.fromOn, view.locale) }),
                curator.untilOn && t("curator.until", { date: longDate(curator.untilOn, view.locale) }),
              ]}
              end={
                !curator.untilOn && (
                  <Deed view={view} action={`${opened.path}/curators/${curator.id}/end`}>
                    {t("curator.end")}
                    <span class="unseen"> {curator.name}</span>
                  </Deed>
                )
              }
            />
          ))}
        </Rows>
      )}
      {opened.centre.closedOn === null && (
        <section>
          <h2>{t("curator.new")}</h2>
          <Form
            form={form}
            action={`${opened.path}/curators`}
            buttons={<Button kind="primary">{t("curator.name.do")}</Button>}
          >
            <SelectField
              {...field(form, "directionId")}
              required
              empty={t("direction.into.empty")}
              options={directions
                .filter(({ retired }) => !retired)
                .map((direction) => ({ value: String(direction.id), label: directionName(direction, view.locale) }))}
            />
            <TextField {...field(form, "name")} required maxlength={200} hint={t("curator.name.hint")} />
            <TextField {...field(form, "post")} maxlength={200} />
            <DateField {...field(form, "fromOn")} required />
          </Form>
        </section>
      )}
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

/** `/centres/:slug/curators`: who answers in the centre for each direction of work. */
export function curatorPages(app: Pages) {
  app.get(one, (c) => draw(c))
  app.post(one, async (c) => {
    const form = await formOf(c)
    const { centre, path } = await keptCentre(c)
    const typed = Object.fromEntries(names.map((name) => [name, textOf(form, name)])) as Typed
    const fromOn = understandDay(typed.fromOn, c.var.view.today) ?? typed.fromOn
    const input = { ...typed, fromOn, centreId: centre.id, directionId: Number(typed.directionId) || 0 }
    const done = await attempt(act(c, nameCurator, input, textOf(form, "key")))
    return "errors" in done ? draw(c, typed, done.errors) : goTo(c, `${path}/curators`, "curator.named")
  })
  app.post(`${one}/:id{[0-9]{1,15}}/end`, async (c) => {
    const { path } = await keptCentre(c)
    const input = { id: c.req.param("id"), today: c.var.view.today }
    await act(c, endCurator, input, textOf(await formOf(c), "key"))
    return goTo(c, `${path}/curators`, "curator.ended")
  })
}
