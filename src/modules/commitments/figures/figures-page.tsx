import type { Ctx } from "#platform/http/env.ts"
import type { View } from "#platform/view.ts"
import { LinkButton } from "#ui/button.tsx"
import { BarChart, TrendChart } from "#ui/chart.tsx"
import { SelectField } from "#ui/field.tsx"
import { ChipLinks, Filters } from "#ui/filters.tsx"
import { Page } from "#ui/frame.tsx"
import { Downloads, Empty, Pager } from "#ui/list.tsx"
import { DataTable } from "#ui/table.tsx"
import { type FiguresFilter, figuresAddress, figuresFilter, ways } from "./figure-filter.ts"
import { figureWords, shareIn } from "./figure-words.ts"
import { comparable, type FigureLine, loadFigures, wholeFigures } from "./load-figures.ts"

const pageSize = 50

/** «Обещали и сделали: в цифрах»: the whole installation in one sentence, then side by side. */
export async function figuresPage(c: Ctx) {
  const { view } = c.var
  const { t } = view
  const q = figuresFilter(c.req.query())
  const whole = await wholeFigures(c)
  const shut = q.by === "body" && q.key === undefined && !(await comparable(c))
  const { lines, next } = shut ? { lines: [] } : await loadFigures(c, q, pageSize)
  const one = q.key !== undefined && lines[0]
  return c.html(
    <Page
      view={view}
      title={t("figures.title")}
      crumbs={[{ href: "/requests", label: t("requests.title") }]}
      state={whole.asked ? figureWords(view, whole) : t("figures.nothing")}
      description={t("figures.about")}
    >
      <ChipLinks
        label={t("figures.by")}
        chips={ways.map((by) => ({
          label: t(`figures.by.${by}`),
          href: view.href(figuresAddress({ by })),
          current: q.by === by && !one,
        }))}
      />
      {q.by === "resolution" && <YearFilter view={view} q={q} />}
      {shut ? (
        <Empty title={t("figures.closed")} why={t("figures.closed_why")}>
          <LinkButton href={view.href("/bodies")}>{t("figures.closed_bodies")}</LinkButton>
        </Empty>
      ) : lines.length ? (
        <SideBySide view={view} q={q} lines={lines} />
      ) : (
        <Empty title={t("figures.empty")} why={t("figures.empty_why")} />
      )}
      {lines.length > 0 && (
        <Downloads
          view={view}
          files={[{ href: view.href(figuresAddress(q, {}, "/requests/figures.xlsx")), label: ".xlsx" }]}
        />
      )}
      <Pager
        view={view}
        first={q.after && view.href(figuresAddress(q))}
        more={next && view.href(figuresAddress(q, { after: next }))}
      />
      <p class="mini">{t("figures.how")}</p>
    </Page>,
  )
}

const shortened = (text: string) => (text.length > 120 ? `${text.slice(0, 119)}…` : text)

function SideBySide({ view, q, lines }: { view: View; q: FiguresFilter; lines: FigureLine[] }) {
  const { t } = view
  const heading = t(`figures.one.${q.by}`)
  const caption = t(`figures.caption.${q.by}`)
  const share = shareIn(view.locale)
  const byTime = q.by === "year" ? lines.toReversed() : []
  return (
    <>
      <BarChart
        view={view}
        id="figures"
        caption={caption}
        heading={heading}
        totalName={t("figures.asked")}
        rows={lines.map(({ label, path, figures: f }) => ({
          label: shortened(label),
          href: view.href(path),
          total: f.asked,
          said: t("figures.said", { released: f.released, asked: f.asked }),
          values: [
            { name: t("figures.released"), value: f.released, tone: "done" as const },
            { name: t("figures.in_work"), value: f.accepted + f.reported - f.overdue, tone: "work" as const },
            { name: t("figures.overdue"), value: f.overdue, tone: "late" as const },
            { name: t("figures.declined"), value: f.declined, tone: "plain" as const },
            { name: t("figures.waiting"), value: f.waiting, tone: "silent" as const },
          ],
        }))}
      />
      {byTime.length > 1 && (
        <TrendChart
          view={view}
          caption={t("figures.trend")}
          heading={heading}
          unit={t("figures.days_unit")}
          points={byTime.map(({ label, figures }) => ({ label, value: figures.days }))}
        />
      )}
      <DataTable
        caption={t("figures.table")}
        rows={lines}
        columns={[
          {
            label: heading,
            heading: true,
            cell: ({ label, path, depth = 0 }) => (
              <>
                {"\u2003".repeat(depth)}
                <a href={view.href(path)}>{shortened(label)}</a>
              </>
            ),
          },
          { label: t("figures.asked"), numeric: true, cell: ({ figures }) => figures.asked },
          { label: t("figures.answered"), numeric: true, cell: ({ figures }) => share(figures.shareAnswered) },
          { label: t("figures.days"), numeric: true, cell: ({ figures }) => figures.days ?? "–" },
          { label: t("figures.released"), numeric: true, cell: ({ figures }) => share(figures.shareDone) },
          { label: t("figures.overdue"), numeric: true, cell: ({ figures }) => figures.overdue },
        ]}
      />
    </>
  )
}

function YearFilter({ view, q }: { view: View; q: FiguresFilter }) {
  const { t } = view
  const now = view.now.getFullYear()
  const years = Array.from({ length: now - 2014 }, (_, i) => String(now - i))
  const drop = view.href(figuresAddress(q, { year: undefined }))
  return (
    <Filters
      view={view}
      action="/requests/figures"
      active={q.year ? [{ label: String(q.year), href: drop }] : []}
      keep={{ by: q.by }}
    >
      <SelectField
        view={view}
        name="year"
        label={t("figures.year")}
        value={q.year ? String(q.year) : ""}
        empty={t("requests.any")}
        options={years.map((year) => ({ value: year, label: year }))}
      />
    </Filters>
  )
}
