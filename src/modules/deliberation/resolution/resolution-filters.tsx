import { allTerritories, type asTree, findParties, idsBelow, type Territory } from "#modules/registry/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import type { View } from "#platform/view.ts"
import { SelectField, TextField } from "#ui/field.tsx"
import { Filters } from "#ui/filters.tsx"
import { kindLabel } from "../labels.ts"
import { type Theme, themeName } from "../theme/theme.ts"
import { visibleTo } from "./resolution.policy.ts"
import { kinds } from "./resolution.ts"

/** Filters as the address holds them; whatever does not fit is passed over. */
export function filtersOf(query: Record<string, string | undefined>) {
  const number = (text: string | undefined) => (text && /^\d{1,9}$/.test(text) ? Number(text) : undefined)
  const [adoptedOn, id] = (query.after ?? "").split("~")
  return {
    kind: kinds.find((k) => k === query.kind),
    year: query.year && /^(19|20)\d\d$/.test(query.year) ? Number(query.year) : undefined,
    territory: number(query.territory),
    body: number(query.body),
    theme: number(query.theme),
    after:
      adoptedOn && id && /^\d{4}-\d\d-\d\d$/.test(adoptedOn) && number(id) ? { adoptedOn, id: Number(id) } : undefined,
  }
}
export type ListQuery = ReturnType<typeof filtersOf>

/** An addressee typed by name becomes the address of the list with that body; null when nothing was typed. */
export async function bodyNamed(c: Ctx): Promise<{ address: string; known: boolean } | null> {
  const name = c.req.query("addressee")?.trim()
  if (!name) return null
  const q = filtersOf(c.req.query())
  const [body] = await findParties(c.var.services.db, name, 1)
  return { address: listAddress(q, body && { body: body.id }), known: body !== undefined }
}

/** The filters as the store takes them: what this reader may see, a territory with all below it. */
export async function storeFilter(c: Ctx, q: ListQuery) {
  const territories = q.territory ? await allTerritories(c.var.services.db) : []
  return {
    visibilities: visibleTo(c.var.actor),
    kind: q.kind,
    year: q.year,
    partyId: q.body,
    themeId: q.theme,
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
  const all = { kind: q.kind, year: q.year, territory: q.territory, body: q.body, theme: q.theme, ...change }
  for (const [name, value] of Object.entries(all)) if (value !== undefined) params.set(name, String(value))
  return params.size ? `${path}?${params}` : path
}

type Tree = ReturnType<typeof asTree>

/** The filters in force, each with the address that drops it. */
export function activeFilters(
  view: View,
  q: ListQuery,
  { territories, body, themes }: { territories: Territory[]; body: { name: string } | undefined; themes: Theme[] },
) {
  const { t } = view
  const theme = themes.find((x) => x.id === q.theme)
  return [
    q.kind && { label: kindLabel(t, q.kind), href: view.href(listAddress(q, { kind: undefined })) },
    q.year && { label: String(q.year), href: view.href(listAddress(q, { year: undefined })) },
    q.territory && {
      label: territories.find((x) => x.id === q.territory)?.name ?? "",
      href: view.href(listAddress(q, { territory: undefined })),
    },
    theme && { label: themeName(theme, view.locale), href: view.href(listAddress(q, { theme: undefined })) },
    body && { label: body.name, href: view.href(listAddress(q, { body: undefined })) },
  ].flatMap((x) => x || [])
}

type FilterProps = {
  view: View
  q: ListQuery
  active: ReturnType<typeof activeFilters>
  territories: Tree
  themes: Theme[]
}

/** The form over the list: kind, year, territory, theme, and an addressee by name. */
export function ResolutionFilters({ view, q, active, territories, themes }: FilterProps) {
  const { t } = view
  const years = Array.from({ length: view.now.getFullYear() - 2014 }, (_, i) => String(view.now.getFullYear() - i))
  return (
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
      {themes.length > 0 && (
        <SelectField
          view={view}
          name="theme"
          label={t("item.field.theme")}
          value={q.theme ? String(q.theme) : ""}
          empty={t("resolution.filter.any")}
          options={themes.map((x) => ({ value: String(x.id), label: themeName(x, view.locale) }))}
        />
      )}
      <TextField view={view} name="addressee" label={t("resolution.filter.addressee")} autocomplete="off" />
    </Filters>
  )
}
