import { allTerritories, asTree, idsBelow, partyById } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { longDate } from "#platform/office/dates.ts"
import type { View } from "#platform/view.ts"
import { LinkButton } from "#ui/button.tsx"
import { SelectField } from "#ui/field.tsx"
import { Filters } from "#ui/filters.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, ListHead, Pager, Row, Rows } from "#ui/list.tsx"
import { Moment } from "#ui/time.tsx"
import { kindLabel } from "../labels.ts"
import type { Kind } from "../reading/understood.ts"
import { visibleTo } from "./resolution.policy.ts"
import { countResolutions, listDrafts, listResolutions } from "./resolution.store.ts"
import { kinds, type Resolution } from "./resolution.ts"

export const pageSize = 50

/** Filters as the address holds them; whatever does not fit is passed over. */
export function filtersOf(query: Record<string, string | undefined>) {
  const number = (text: string | undefined) => (text && /^\d{1,9}$/.test(text) ? Number(text) : undefined)
  const [adoptedOn, id] = (query.after ?? "").split("~")
  return {
    kind: kinds.find((k) => k === query.kind),
    year: number(query.year),
    territory: number(query.territory),
    body: number(query.body),
    after:
      adoptedOn && id && /^\d{4}-\d\d-\d\d$/.test(adoptedOn) && number(id) ? { adoptedOn, id: Number(id) } : undefined,
  }
}
export type ListQuery = ReturnType<typeof filtersOf>

/** The filters as the store takes them: what this reader may see, a territory with all below it. */
export async function storeFilter(c: Ctx, q: ListQuery) {
  const territories = q.territory ? await allTerritories(c.var.services.db) : []
  return {
    visibilities: visibleTo(c.var.actor),
    kind: q.kind,
    year: q.year,
    partyId: q.body,
    territoryIds: q.territory ? idsBelow(territories, q.territory) : undefined,
  }
}

/** The address of the list with some filters changed; `undefined` drops one. */
export function listAddress(
  q: ListQuery,
  change: Record<string, string | number | undefined> = {},
  path = "/resolutions",
) {
  const params = new URLSearchParams()
  const all = { kind: q.kind, year: q.year, territory: q.territory, body: q.body, ...change }
  for (const [name, value] of Object.entries(all)) if (value !== undefined) params.set(name, String(value))
  return params.size ? `${path}?${params}` : path
}

/** How many items there are and what became of them, in words. */
export const stateInWords = (view: View, r: Resolution) =>
  view.t("resolution.state", {
    items: r.itemCount,
    closed: r.closedCount,
    unaddressed: r.itemCount - r.addressedCount,
  })

/** The public list of adopted resolutions. */
export async function resolutionList(c: Ctx) {
  const { view, services, actor } = c.var
  const { db } = services
  const q = filtersOf(c.req.query())
  const filter = await storeFilter(c, q)
  const found = await listResolutions(db, { ...filter, after: q.after, limit: pageSize + 1 })
  const shown = found.slice(0, pageSize)
  const last = shown.at(-1)
  const [count, territories, body] = [
    await countResolutions(db, filter),
    asTree(await allTerritories(db)),
    q.body ? await partyById(db, q.body) : undefined,
  ]
  const drafts = staffSomewhere(actor) ? await listDrafts(db) : []
  const { t } = view
  const years = Array.from({ length: view.now.getFullYear() - 2014 }, (_, i) => String(view.now.getFullYear() - i))
  const active = [
    q.kind && { label: kindLabel(t, q.kind), href: view.href(listAddress(q, { kind: undefined })) },
    q.year && { label: String(q.year), href: view.href(listAddress(q, { year: undefined })) },
    q.territory && {
      label: territories.find((x) => x.id === q.territory)?.name ?? "",
      href: view.href(listAddress(q, { territory: undefined })),
    },
    body && { label: body.name, href: view.href(listAddress(q, { body: undefined })) },
  ].flatMap((x) => x || [])
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
      <Filters view={view} action="/resolutions" active={active} keep={{ body: q.body ? String(q.body) : undefined }}>
        <SelectField
          view={view}
          name="kind"
          label={t("resolution.field.kind")}
          value={q.kind ?? ""}
          empty={t("resolution.filter.any")}
          options={kinds.map((k) => ({ value: k, label: kindLabel(t, k) }))}
        />
        <SelectField
          view={view}
          name="year"
          label={t("resolution.filter.year")}
          value={q.year ? String(q.year) : ""}
          empty={t("resolution.filter.any")}
          options={years.map((y) => ({ value: y, label: y }))}
        />
        {territories.length > 0 && (
          <SelectField
            view={view}
            name="territory"
            label={t("resolution.field.territory")}
            value={q.territory ? String(q.territory) : ""}
            empty={t("resolution.filter.any")}
            options={territories.map((x) => ({ value: String(x.id), label: `${"\u2003".repeat(x.depth)}${x.name}` }))}
          />
        )}
      </Filters>
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
