import type { Child, PropsWithChildren } from "hono/jsx"
import type { Locale } from "#platform/i18n.ts"
import type { View } from "#platform/view.ts"
import { DataTable } from "#ui/table.tsx"

/** A share from 0 to 1 as a percentage for an SVG attribute; what is not a number is nothing. */
export const percent = (share: number) => `${Math.round(Math.min(1, Math.max(0, share || 0)) * 10_000) / 100}%`

/** Each tone has a hatching of its own, so that charts are read without colours. */
const hatchings = {
  done: "M0 4H8", // solid: the line is as thick as the square
  work: "M-2 2 2-2M0 8 8 0M6 10 10 6",
  late: "M0 0 8 8M0 8 8 0",
  silent: "M4 4h.1",
  plain: "M4 0V8",
} as const
export type ChartTone = keyof typeof hatchings

export type BarValue = { name: string; value: number; tone?: ChartTone }
export type BarRow = {
  label: string
  href?: string | undefined
  /** Parts of the bar from left to right; the same names in all rows. */
  values: BarValue[]
  /** What the whole width stands for; without it, the largest sum of all rows. */
  total?: number
  /** The main thing in words: «2 из 4». */
  said: string
}

type ChartProps = {
  view: View
  caption: string
  /** The caption is only read aloud: a heading beside it says the same. */
  quiet?: boolean
  /** What the rows are, above the first column of the table: «Адресат», «Год». */
  heading: string
}

const formats = { ru: new Intl.NumberFormat("ru-RU"), en: new Intl.NumberFormat("en-GB") }
const numberIn = (locale: Locale) => (value: number | null | undefined) =>
  value === null || value === undefined ? "–" : formats[locale].format(value)

const Hatching = ({ id, tone }: { id: string; tone: ChartTone }) => (
  <pattern id={`${id}-${tone}`} class={`hatching ${tone}`} width="8" height="8" patternUnits="userSpaceOnUse">
    <rect width="8" height="8" />
    <path d={hatchings[tone]} />
  </pattern>
)

const Table = <R,>({ view, ...table }: Parameters<typeof DataTable<R>>[0] & { view: View }) => (
  <details>
    <summary>{view.t("ui.chart.table")}</summary>
    <DataTable {...table} quiet />
  </details>
)

type FrameProps = { view: View; caption: Child; quiet: boolean | undefined; empty: boolean }
const Frame = (props: PropsWithChildren<FrameProps>) => (
  <figure class="chart">
    <figcaption class={props.quiet ? "unseen" : undefined}>{props.caption}</figcaption>
    {props.empty ? <p class="mini">{props.view.t("ui.chart.empty")}</p> : props.children}
  </figure>
)

/**
 * Shares row by row, as bars made of parts, with a legend and the same numbers as a table.
 * @param props.id unique on the page; @param props.totalName names the column of totals; without it there is none
 * @example <BarChart view={view} id="answers" caption="Кто как отвечает" heading="Адресат" totalName="Спросили" rows={…} />
 */
export function BarChart(props: ChartProps & { id: string; totalName?: string; rows: BarRow[] }) {
  const { view, id, caption, heading, totalName, rows } = props
  const number = numberIn(view.locale)
  const tones = new Map(rows.flatMap(({ values }) => values.map(({ name, tone = "plain" }) => [name, tone] as const)))
  const widest = Math.max(0, ...rows.map(sumOf))
  return (
    <Frame view={view} caption={caption} quiet={props.quiet} empty={rows.length === 0}>
      <svg class="hatchings" width="0" height="0" aria-hidden="true" focusable="false">
        {[...new Set(tones.values())].map((tone) => (
          <Hatching id={id} tone={tone} />
        ))}
      </svg>
      {tones.size > 1 && (
        <ul class="legend">
          {[...tones].map(([name, tone]) => (
            <li>
              <svg aria-hidden="true" focusable="false">
                <rect class={`part ${tone}`} width="100%" height="100%" fill={`url(#${id}-${tone})`} />
              </svg>
              {name}
            </li>
          ))}
        </ul>
      )}
      <ul class="bars">
        {rows.map((row) => (
          <li>
            <p>
              <span>{row.href ? <a href={row.href}>{row.label}</a> : row.label}</span>
              <b>{row.said}</b>
            </p>
            <Bar
              row={row}
              whole={row.total ?? widest}
              fillOf={(name) => `url(#${id}-${tones.get(name)})`}
              said={row.values.map(({ name, value }) => `${name}: ${number(value)}`).join(", ")}
            />
          </li>
        ))}
      </ul>
      <Table
        view={view}
        caption={caption}
        rows={rows}
        columns={[
          { label: heading, heading: true, cell: ({ label }) => label },
          ...(totalName ? [{ label: totalName, numeric: true, cell: ({ total }: BarRow) => number(total) }] : []),
          ...[...tones.keys()].map((name) => ({
            label: name,
            numeric: true,
            cell: ({ values }: BarRow) => number(values.find((value) => value.name === name)?.value),
          })),
        ]}
      />
    </Frame>
  )
}

const sumOf = ({ values }: BarRow) => values.reduce((sum, { value }) => sum + Math.max(0, value), 0)

function Bar(props: { row: BarRow; whole: number; fillOf: (name: string) => string; said: string }) {
  const { row, whole, fillOf, said } = props
  let at = 0
  return (
    <svg class="measure" role="img" aria-label={said} focusable="false">
      <rect class="rest" width="100%" height="100%" />
      {row.values.map(({ name, value, tone = "plain" }) => {
        if (!(value > 0)) return null
        const x = percent(at / whole)
        at += value
        const width = percent(value / whole)
        return <rect class={`part ${tone}`} x={x} width={width} height="100%" fill={fillOf(name)} />
      })}
    </svg>
  )
}

/** Without a value, nothing is known of that time. */
export type TrendPoint = { label: string; value?: number | null }
/** More columns than this are not side by side even on a wide screen. */
const sideBySide = 14

/**
 * How a number went over years or months: columns where there is room, rows elsewhere; each says its number.
 * @param props.unit what is counted: «дней»
 */
export function TrendChart(props: ChartProps & { unit: string; points: TrendPoint[] }) {
  const { view, caption, heading, unit, points } = props
  const number = numberIn(view.locale)
  const named = (
    <>
      {caption} <span class="mini">{unit}</span>
    </>
  )
  const highest = Math.max(0, ...points.map(({ value }) => value ?? 0))
  return (
    <Frame view={view} caption={named} quiet={props.quiet} empty={points.length === 0}>
      <ol class={points.length > sideBySide ? "trend" : "trend columns"}>
        {points.map(({ label, value }) => {
          const share = (value ?? 0) / highest || 0
          return (
            <li>
              <span>{label}</span> <b>{number(value)}</b>
              {typeof value === "number" && (
                <svg class="measure" aria-hidden="true" focusable="false">
                  <rect class="rest" width="100%" height="100%" />
                  <rect class="along" width={percent(share)} height="100%" />
                  <rect class="up" y={percent(1 - share)} width="100%" height={percent(share)} />
                </svg>
              )}
            </li>
          )
        })}
      </ol>
      <Table
        view={view}
        caption={`${caption}, ${unit}`}
        rows={points}
        columns={[
          { label: heading, heading: true, cell: ({ label }) => label },
          { label: unit, numeric: true, cell: ({ value }) => number(value) },
        ]}
      />
    </Frame>
  )
}
