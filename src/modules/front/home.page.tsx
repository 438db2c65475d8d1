import { listDrafts, listResolutions, stateInWords, visibleTo } from "#modules/deliberation/public.ts"
import { countParties } from "#modules/registry/public.ts"
import { administrator, staffSomewhere } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { longDate } from "#platform/office/dates.ts"
import { fillSlot } from "#platform/slots.ts"
import type { View } from "#platform/view.ts"
import { Deed, LinkButton } from "#ui/button.tsx"
import { Card } from "#ui/card.tsx"
import { Page } from "#ui/frame.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { Moment } from "#ui/time.tsx"
import { hasDemo } from "./demo.store.ts"

/** Three ways to begin in an empty house. */
const Begin = ({ view, canSeed }: { view: View; canSeed: boolean }) => (
  <div class="begin">
    <Card title={view.t("front.begin.list")}>
      <p>{view.t("front.begin.list_what")}</p>
      <LinkButton href={view.href("/organisations/paste")} icon="users">
        {view.t("front.begin.list")}
      </LinkButton>
    </Card>
    <Card title={view.t("front.begin.resolution")}>
      <p>{view.t("front.begin.resolution_what")}</p>
      <LinkButton href={view.href("/resolutions/new")} kind="primary" icon="upload">
        {view.t("front.begin.resolution")}
      </LinkButton>
    </Card>
    {canSeed && (
      <Card title={view.t("front.begin.demo")}>
        <p>{view.t("front.begin.demo_what")}</p>
        <Deed view={view} action="/demo" icon="eye">
          {view.t("front.begin.demo")}
        </Deed>
      </Card>
    )}
  </div>
)

/** The front page: how to begin where nothing is, otherwise what was promised and done lately. */
export async function homePage(c: Ctx) {
  const { view, services, actor } = c.var
  const { t } = view
  const { db } = services
  const list = await listResolutions(db, { visibilities: visibleTo(actor), limit: 8 })
  const keeper = staffSomewhere(actor)
  const drafts = keeper ? await listDrafts(db, 8) : []
  const empty = !list.length && !drafts.length && (await countParties(db)) === 0
  const demo = administrator(actor) && (await hasDemo(db))
  const items = list.reduce((sum, r) => sum + r.itemCount, 0)
  return c.html(
    <Page
      view={view}
      title={t("front.title")}
      state={
        empty ? t(keeper ? "front.empty_staff" : "front.empty") : t("front.state", { resolutions: list.length, items })
      }
      description={t("front.about")}
      feeds={[{ href: "/resolutions.rss", title: t("front.latest") }]}
    >
      {empty && keeper && <Begin view={view} canSeed={administrator(actor)} />}
      {empty && !keeper && <p>{t("front.about")}</p>}
      {drafts.length > 0 && (
        <section>
          <h2>{t("front.drafts")}</h2>
          <Rows>
            {drafts.map((d) => (
              <Row
                href={view.href(`/resolutions/${d.id}/draft`)}
                title={d.title || d.sourceName}
                mini={[<Moment view={view} at={d.savedAt} />]}
              />
            ))}
          </Rows>
        </section>
      )}
      {list.length > 0 && (
        <section>
          <h2>{t("front.latest")}</h2>
          <Rows>
            {list.map((r) => (
              <Row
                href={view.href(`/resolutions/${r.id}`)}
                title={r.title}
                mini={[longDate(r.adoptedOn!, view.locale), r.place, stateInWords(view, r)]}
              />
            ))}
          </Rows>
          <p>
            <a href={view.href("/resolutions")}>{t("front.all")}</a>
          </p>
        </section>
      )}
      {await fillSlot(c, "front.lately", {})}
      {keeper && !empty && <Begin view={view} canSeed={false} />}
      {demo && (
        <section class="card">
          <h2>{t("front.demo.title")}</h2>
          <p>{t("front.demo.what")}</p>
          <Deed view={view} action="/demo/removal" kind="danger" icon="trash">
            {t("front.demo.remove")}
          </Deed>
        </section>
      )}
    </Page>,
  )
}
