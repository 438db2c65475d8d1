import type { JournalEntry } from "#platform/journal.ts"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { LinkButton } from "#ui/button.tsx"
import { Facts } from "#ui/card.tsx"
import { ChipLinks } from "#ui/filters.tsx"
import { Notice } from "#ui/flash.tsx"
import { Page } from "#ui/frame.tsx"
import { History } from "#ui/history.tsx"
import { Moment } from "#ui/time.tsx"
import { knowsTransfers } from "./built-in.ts"
import { QuietDays, type TypedQuietDay } from "./quiet-days.tsx"
import { UploadYearForm } from "./upload-year.form.tsx"
import type { QuietDay, StoredYear } from "./workdays.store.ts"
import { daysOfYear, type Workdays } from "./workdays.ts"
import { countWorkdays, kindIn } from "./year-days.ts"
import type { Trouble } from "./year-file.ts"
import { YearTable } from "./year-table.tsx"

export type YearShown = {
  year: number
  workdays: Workdays
  stored: StoredYear | undefined
  quiet: QuietDay[]
  journal: JournalEntry[]
}
/** What was sent and could not be taken. */
export type Refused = {
  missing?: boolean
  troubles?: Trouble[]
  typed?: TypedQuietDay
  errors?: Record<string, Saying>
}

/** Years to choose from: around today, all that are stored, and the one in sight. */
const yearsFor = (view: View, { year, workdays }: YearShown) => {
  const now = Number(view.today.slice(0, 4))
  return [...new Set([now - 1, now, now + 1, ...Object.keys(workdays.years).map(Number), year])].sort()
}

function sourceOf({ t }: View, { year, stored }: YearShown): string {
  if (stored) return t("workdays.source.file", { file: stored.file_name })
  return t(knowsTransfers(year) ? "workdays.source.decree" : "workdays.source.built_in")
}

/** `/settings/workdays`: one year, the quiet days of the centre, and a form for a file. What was refused comes first. */
export function WorkdaysPage({ view, shown, refused = {} }: { view: View; shown: YearShown; refused?: Refused }) {
  const { t } = view
  const { year, stored, quiet, journal, workdays } = shown
  const days = daysOfYear(workdays, year)
  const { working, short } = countWorkdays(year, days)
  const path = `/settings/workdays/${year}`
  const exceptions = Object.keys(days).map((day) => ({ day }))
  const fileRefused = refused.missing || refused.troubles !== undefined
  const upload = <UploadYearForm view={view} missing={refused.missing ?? false} troubles={refused.troubles} />
  const quietDays = <QuietDays view={view} year={year} days={quiet} typed={refused.typed} errors={refused.errors} />
  return (
    <Page
      view={view}
      narrow
      title={t("workdays.title")}
      crumbs={[{ href: "/settings", label: t("session.settings.title") }]}
      state={<b>{t("workdays.state", { count: working, short, year })}</b>}
    >
      {refused.errors && quietDays}
      {fileRefused && upload}
      <p>{t("workdays.what")}</p>
      <ChipLinks
        label={t("workdays.years")}
        chips={yearsFor(view, shown).map((one) => ({
          label: String(one),
          href: view.href(`/settings/workdays?year=${one}`),
          current: one === year,
        }))}
      />
      <Facts
        facts={[
          [t("workdays.source"), sourceOf(view, shown)],
          [t("workdays.stored_at"), stored && <Moment view={view} at={stored.stored_at} />],
        ]}
      />
      {!stored && !knowsTransfers(year) && <Notice tone="info">{t("workdays.no_transfers", { year })}</Notice>}
      {exceptions.length > 0 ? (
        <details>
          <summary>{t("workdays.exceptions", { year })}</summary>
          <YearTable
            view={view}
            quiet
            caption={t("workdays.exceptions", { year })}
            rows={exceptions}
            kinds={[{ label: t("workdays.kind"), of: ({ day }) => kindIn(days, day) }]}
          />
        </details>
      ) : (
        <p>{t("workdays.no_exceptions")}</p>
      )}
      <div class="buttons">
        <LinkButton href={view.href(`${path}.csv`)} icon="download" download>
          {t("workdays.download", { year })}
        </LinkButton>
        {stored && <LinkButton href={view.href(`${path}/reset`)}>{t("workdays.reset")}</LinkButton>}
      </div>
      <History view={view} subject="workday_year" entries={journal} />
      {!refused.errors && quietDays}
      {!fileRefused && upload}
    </Page>
  )
}
