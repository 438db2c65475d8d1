import { allTerritories } from "#modules/registry/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import type { Pages } from "#platform/module.ts"
import type { View } from "#platform/view.ts"
import { LinkButton } from "#ui/button.tsx"
import { Card } from "#ui/card.tsx"
import { Page } from "#ui/frame.tsx"
import { Item, Items } from "#ui/list.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import { allCentres } from "../centre/centre.store.ts"
import { crumbsOf, keptCentre, ownCentres } from "../centre/open-centre.ts"
import { type Step, stepsOf } from "./steps.ts"

const Steps = ({ view, steps }: { view: View; steps: Step[] }) => (
  <Items label={view.t("start.title")}>
    {steps.map(({ name, done, path }, i) => (
      <Item
        no={String(i + 1)}
        href={view.href(path)}
        title={view.t(`start.step.${name}`)}
        mini={[view.t(`start.step.${name}.what`)]}
        end={<StateMark tone={done ? "done" : "draft"} word={view.t(done ? "start.done" : "start.not_done")} />}
      />
    ))}
  </Items>
)

async function draw(c: Ctx) {
  const { view, services } = c.var
  const { t } = view
  const opened = await keptCentre(c)
  const steps = await stepsOf(services.db, opened.centre, opened.territories, view.now)
  const done = steps.filter((step) => step.done).length
  return c.html(
    <Page
      view={view}
      title={t("start.heading", { count: steps.length })}
      crumbs={crumbsOf(c, opened)}
      state={t("start.state", { done, count: steps.length })}
    >
      <Steps view={view} steps={steps} />
      <p class="buttons">
        <LinkButton href={view.href(opened.path)}>{t("start.page")}</LinkButton>
      </p>
    </Page>,
  )
}

/** On the desk of somebody who works in a centre: the first steps, until all of them are done. */
export async function startCard(c: Ctx) {
  const { view, services } = c.var
  const { t } = view
  const { db } = services
  const own = ownCentres(c, await allCentres(db))
  if (!own.length) return null
  const territories = await allTerritories(db)
  const begun = await Promise.all(
    own.slice(0, 3).map(async (centre) => ({ centre, steps: await stepsOf(db, centre, territories, view.now) })),
  )
  return begun
    .filter(({ steps }) => steps.some(({ done }) => !done))
    .map(({ centre, steps }) => (
      <Card title={t("start.heading", { count: steps.length })}>
        <p>{t("start.state", { done: steps.filter(({ done }) => done).length, count: steps.length })}</p>
        <LinkButton kind="primary" href={view.href(`/centres/${centre.slug}/start`)}>
          {t("start.go_on")}
        </LinkButton>
      </Card>
    ))
}

/** `/centres/:slug/start`: «Ваш центр: 5 шагов». */
export function startPages(app: Pages) {
  app.get("/centres/:slug{[a-z][a-z0-9-]+}/start", draw)
}
