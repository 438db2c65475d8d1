import type { View } from "#platform/view.ts"
import { DataTable } from "#ui/table.tsx"
import type { DayKind } from "./year-days.ts"

const format = (tag: string) =>
  new Intl.DateTimeFormat(tag, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" })
const formats = { ru: format("ru-RU"), en: format("en-GB") }

/** «понедельник, 9 марта»: a day where its year is known. */
export const dayOfYear = ({ locale }: View, day: string): string => formats[locale].format(new Date(day))

type YearTableProps<R> = {
  view: View
  caption: string
  rows: R[]
  /** Kinds of the day, under their headings. */
  kinds: { label: string; of: (row: R) => DayKind }[]
  quiet?: boolean
}

/** Days of a year with what they are, in one calendar or in two. */
export const YearTable = <R extends { day: string }>({ view, caption, rows, kinds, quiet }: YearTableProps<R>) => (
  <DataTable
    caption={caption}
    {...(quiet && { quiet })}
    rows={rows}
    columns={[
      {
        label: view.t("workdays.day"),
        heading: true,
        cell: ({ day }) => <time datetime={day}>{dayOfYear(view, day)}</time>,
      },
      ...kinds.map(({ label, of }) => ({ label, cell: (row: R) => view.t(`workdays.kind.${of(row)}`) })),
    ]}
  />
)
