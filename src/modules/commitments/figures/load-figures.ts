import { allThemes, listResolutions, resolutionById, themeName, visibleTo } from "#modules/deliberation/public.ts"
import { addressOf, allTerritories, asTree, partyNames, pathUp } from "#modules/registry/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import { Refusal } from "#platform/refusal.ts"
import { loadRule } from "../rule/rule.store.ts"
import { figureKeys, figureRows } from "./figure.store.ts"
import type { FiguresFilter, Way } from "./figure-filter.ts"
import { type FigureRow, type Figures, figuresOf } from "./figures.ts"

/** The figures of one thing; `path` is its own page. */
export type FigureLine = { key: number; label: string; path: string; depth?: number; figures: Figures }
export type FigureList = { lines: FigureLine[]; next?: string | undefined }

/** Whether bodies may stand side by side: the council decides. */
export const comparable = async (c: Ctx): Promise<boolean> => (await loadRule(c.var.services.db)).comparisons

/** All that the reader may see together; of one year when it is given. */
export async function wholeFigures(c: Ctx, year?: number): Promise<Figures> {
  const rows = year === undefined ? await rowsOf(c, "all") : await rowsOf(c, "year", [year])
  return figuresOf(rows, c.var.view.today)
}

const rowsOf = (c: Ctx, dimension: Way | "all", keys?: number[]) =>
  figureRows(c.var.services.db, {
    dimension,
    visibilities: visibleTo(c.var.actor),
    today: c.var.view.today,
    keys,
  })

/** Figures of one thing; undefined where nobody was asked, or nothing that the reader may see. */
export async function figuresAbout(c: Ctx, by: Way, key: number): Promise<Figures | undefined> {
  const found = figuresOf(await rowsOf(c, by, [key]), c.var.view.today)
  return found.asked ? found : undefined
}

/** All that was asked in these territories together, as far as the reader may see it. */
export const figuresOver = async (c: Ctx, territoryIds: number[]): Promise<Figures> =>
  figuresOf(await rowsOf(c, "territory", territoryIds), c.var.view.today)

/**
 * Figures side by side, as the filter says.
 * @throws Refusal 403 for bodies where the council has not allowed to compare them
 */
export async function loadFigures(c: Ctx, q: FiguresFilter, limit: number): Promise<FigureList> {
  if (q.by === "body" && q.key === undefined && !(await comparable(c)))
    throw new Refusal(403, "figures.refusal.comparisons")
  return loaders[q.by](c, q, limit)
}

type Loader = (c: Ctx, q: FiguresFilter, limit: number) => Promise<FigureList>
type Named = Omit<FigureLine, "figures">

/** The named ones that were asked, in the order given. */
function linesOf(c: Ctx, rows: FigureRow[], named: Named[]): FigureLine[] {
  const byKey = Map.groupBy(rows, ({ key }) => key)
  return named
    .map((one) => ({ ...one, figures: figuresOf(byKey.get(one.key) ?? [], c.var.view.today) }))
    .filter(({ figures }) => figures.asked > 0)
}

const wanted = ({ key }: FiguresFilter) => (key === undefined ? undefined : [key])

const loaders: Record<Way, Loader> = {
  async year(c, q) {
    const rows = await rowsOf(c, "year", wanted(q))
    const years = [...new Set(rows.map(({ key }) => key))].sort((a, b) => b - a)
    return {
      lines: linesOf(
        c,
        rows,
        years.map((key) => ({ key, label: String(key), path: `/requests?year=${key}` })),
      ),
    }
  },
  async resolution(c, q, limit) {
    const { db } = c.var.services
    const visibilities = visibleTo(c.var.actor)
    const one = q.key === undefined ? undefined : await resolutionById(db, q.key)
    const found =
      q.key === undefined
        ? await listResolutions(db, { visibilities, year: q.year, after: q.after, limit: limit + 1 })
        : one?.adoptedOn && visibilities.includes(one.visibility)
          ? [one]
          : []
    const shown = found.slice(0, limit)
    const named = shown.map(({ id, title }) => ({ key: id, label: title, path: `/resolutions/${id}` }))
    const keys = named.map(({ key }) => key)
    const last = shown.at(-1)
    return {
      lines: linesOf(c, await rowsOf(c, "resolution", keys), named),
      next: found.length > limit ? `${last!.adoptedOn}~${last!.id}` : undefined,
    }
  },
  async theme(c, q) {
    const themes = await allThemes(c.var.services.db)
    const named = themes.map((theme) => ({
      key: theme.id,
      label: themeName(theme, c.var.view.locale),
      path: `/requests?theme=${theme.id}`,
    }))
    return { lines: linesOf(c, await rowsOf(c, "theme", wanted(q)), named) }
  },
  async territory(c, q) {
    const all = await allTerritories(c.var.services.db)
    // What was asked in a territory was asked in all above it, too.
    const rows = (await rowsOf(c, "territory")).flatMap((row) =>
      pathUp(all, row.key).map(({ id }) => ({ ...row, key: id })),
    )
    const named = asTree(all).map(({ id, name, depth }) => ({
      key: id,
      label: name,
      depth,
      path: `/requests?territory=${id}`,
    }))
    const only = named.filter(({ key }) => q.key === undefined || key === q.key)
    return { lines: linesOf(c, rows, only) }
  },
  async body(c, q, limit) {
    const { db } = c.var.services
    const visibilities = visibleTo(c.var.actor)
    const after = q.after?.id
    const keys = wanted(q) ?? (await figureKeys(db, { dimension: "body", visibilities, after, limit: limit + 1 }))
    const shown = keys.slice(0, limit)
    const parties = await partyNames(db, shown)
    const named = shown.flatMap((key) => {
      const party = parties.get(key)
      return party ? [{ key, label: party.name, path: addressOf(party) }] : []
    })
    const inOrder = named.toSorted((a, b) => a.label.localeCompare(b.label, "ru"))
    return {
      lines: linesOf(c, await rowsOf(c, "body", shown), inOrder),
      next: keys.length > limit ? `~${shown.at(-1)}` : undefined,
    }
  },
}
