import { allTerritories, asTree, partyById } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { goTo } from "#platform/http/reply.ts"
import { longDate } from "#platform/office/dates.ts"
import type { View } from "#platform/view.ts"
import { LinkButton } from "#ui/button.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, ListHead, Pager, Row, Rows } from "#ui/list.tsx"
import { Moment } from "#ui/time.tsx"
import { kindLabel } from "../labels.ts"
import type { Kind } from "../reading/understood.ts"
import { allThemes } from "../theme/theme.store.ts"
import { countResolutions, listDrafts, listResolutions } from "./resolution.store.ts"
import type { Resolution } from "./resolution.ts"
import {
  activeFilters,
  bodyNamed,
  filtersOf,
  listAddress,
  ResolutionFilters,
  storeFilter,
} from "./resolution-filters.tsx"

export const pageSize = 50

/** How many items there are and what became of them, in words. */
export const stateInWords = (view: View, r: Resolution) =>
  view.t("resolution.state", {
    items: r.itemCount,
    closed: r.closedCount,
    // What is endorsed and closed at adoption waits for nobody; as a rule it names nobody either.
    unaddressed: Math.max(0, r.itemCount - r.addressedCount - r.closedCount),
  })

/** The tree for the filter: hundreds of rows, which a visitor's page takes from beside the pages kept for visitors. */
function territoryTree({ var: { services, actor } }: Ctx) {
  const load = async () => asTree(await allTerritories(services.db))
  return actor.kind === "visitor" ? services.cache.keep("territories", services.clock.now().getTime(), load) : load()
}

/** The public list of adopted resolutions. */
export async function resolutionList(c: Ctx) {
  const { view, services, actor } = c.var
  const { db } = services
  const named = await bodyNamed(c)
  if (named)
    return named.known ? goTo(c, named.address) : goTo(c, named.address, "resolution.filter.unknown", {}, "warn")
  const q = filtersOf(c.req.query())
  const filter = await storeFilter(c, q)
  const found = await listResolutions(db, { ...filter, after: q.after, limit: pageSize + 1 })
  const shown = found.slice(0, pageSize)
  const last = shown.at(-1)
  const [count, territories, themes, body] = [
    await countResolutions(db, filter),
    await territoryTree(c),
    await allThemes(db),
    q.body ? await partyById(db, q.body) : undefined,
  ]
  const drafts = staffSomewhere(actor) ? await listDrafts(db) : []
  const { t } = view
  const active = activeFilters(view, q, { territories, body, themes })
  return c.html(
    <Page
      view={view}
      title={t("resolution.list.title")}
      state={t("resolution.list.what")}
      feeds={[{ href: listAddress(q, {}, "/resolutions.rss"), title: t("resolution.list.title") }]}
    >
      {staffSomewhere(actor) && (
        <p class="buttons">
          <LinkButton href={view.href("/resolutions/new")} kind="primary" icon="upload">
            {t("resolution.list.new")}
          </LinkButton>
        </p>
      )}
      {drafts.length > 0 && (
        <section>
          <h2>{t("resolution.list.drafts", { count: drafts.length })}</h2>
          <Rows>
            {drafts.map((d) => (
              <Row
                href={view.href(`/resolutions/${d.id}/draft`)}
                title={d.title || t("draft.check.no_title")}
                mini={[kindLabel(t, d.kind as Kind), d.sourceName, <Moment view={view} at={d.savedAt} />]}
              />
            ))}
          </Rows>
        </section>
      )}
      <ResolutionFilters view={view} q={q} active={active} territories={territories} themes={themes} />
      <ListHead
        view={view}
        count={count > 1000 ? t("resolution.list.more_than", { count: 1000 }) : t("resolution.list.count", { count })}
        downloads={[
          { href: view.href(listAddress(q, {}, "/resolutions.xlsx")), label: ".xlsx" },
          { href: view.href(listAddress(q, {}, "/resolutions.rss")), label: "RSS", icon: "rss" },
        ]}
      />
      {shown.length ? (
        <Rows label={t("resolution.list.title")}>
          {shown.map((r) => (
            <Row
              href={view.href(`/resolutions/${r.id}`)}
              title={r.title}
              mini={[kindLabel(t, r.kind), longDate(r.adoptedOn!, view.locale), r.place, stateInWords(view, r)]}
            />
          ))}
        </Rows>
      ) : (
        <Empty
          title={t("resolution.list.empty")}
          why={t(active.length ? "resolution.list.empty_filters" : "resolution.list.empty_why")}
        >
          {active.length > 0 && (
            <LinkButton href={view.href("/resolutions")}>{t("resolution.list.drop_filters")}</LinkButton>
          )}
        </Empty>
      )}
      <Pager
        view={view}
        first={q.after && view.href(listAddress(q))}
        more={
          found.length > pageSize && last
            ? view.href(listAddress(q, { after: `${last.adoptedOn}~${last.id}` }))
            : undefined
        }
      />
    </Page>,
  )
}
