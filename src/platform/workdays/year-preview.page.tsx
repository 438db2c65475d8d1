import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { Notice } from "#ui/flash.tsx"
import { Form } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { builtInYear, holidaysOf } from "./built-in.ts"
import type { StoredYear } from "./workdays.store.ts"
import { countWorkdays, differences, kindIn, type YearDays } from "./year-days.ts"
import { dayOfYear, YearTable } from "./year-table.tsx"

type YearPreviewProps = {
  view: View
  year: number
  days: YearDays
  fileName: string
  /** What is in force now, where it is a file as well. */
  stored: StoredYear | undefined
}

/** What a file says of a year, against the built-in calendar, before it is stored. */
export function YearPreview({ view, year, days, fileName, stored }: YearPreviewProps) {
  const { t } = view
  const differing = differences(builtInYear(year), days)
  const { working, short } = countWorkdays(year, days)
  const lost = holidaysOf(year).filter((day) => kindIn(days, day) !== "off")
  const crumbs = [
    { href: "/settings", label: t("session.settings.title") },
    { href: "/settings/workdays", label: t("workdays.title") },
  ]
  const state = t("workdays.preview.state", {
    count: working,
    short,
    built_in: countWorkdays(year, builtInYear(year)).working,
  })
  return (
    <Page view={view} narrow title={t("workdays.preview.title", { year })} crumbs={crumbs} state={<b>{state}</b>}>
      {lost.length > 0 && (
        <Notice tone="warn">
          {t("workdays.preview.holidays", { days: lost.map((day) => dayOfYear(view, day)).join("; ") })}
        </Notice>
      )}
      {stored && <Notice tone="info">{t("workdays.preview.replaces", { file: stored.file_name })}</Notice>}
      {differing.length > 0 ? (
        <YearTable
          view={view}
          caption={t("workdays.preview.differences", { count: differing.length })}
          rows={differing}
          kinds={[
            { label: t("workdays.preview.before"), of: ({ before }) => before },
            { label: t("workdays.preview.after"), of: ({ after }) => after },
          ]}
        />
      ) : (
        <p>{t("workdays.preview.same")}</p>
      )}
      <Form
        form={{ view, labels: {} }}
        action="/settings/workdays/years"
        buttons={
          <>
            <Button kind="primary">{t("workdays.preview.save", { year })}</Button>
            <LinkButton href={view.href(`/settings/workdays?year=${year}`)}>{t("workdays.preview.other")}</LinkButton>
          </>
        }
      >
        <input type="hidden" name="year" value={String(year)} />
        <input type="hidden" name="fileName" value={fileName} />
        {Object.entries(days).map(([day, kind]) => (
          <input type="hidden" name={`day.${day}`} value={kind} />
        ))}
      </Form>
    </Page>
  )
}
