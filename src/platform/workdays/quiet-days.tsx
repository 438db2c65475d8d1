import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, Deed } from "#ui/button.tsx"
import { DateField, TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { Day } from "#ui/time.tsx"
import type { QuietDay } from "./workdays.store.ts"

export type TypedQuietDay = { day: string; reason: string }
type QuietDaysProps = {
  view: View
  year: number
  days: QuietDay[]
  typed?: TypedQuietDay | undefined
  errors?: Record<string, Saying> | undefined
}

/** The quiet days of a year, each with its reason, and a form for one more. */
export function QuietDays({ view, year, days, typed, errors = {} }: QuietDaysProps) {
  const { t } = view
  const labels = { day: t("workdays.quiet.day"), reason: t("workdays.quiet.reason") }
  const form = { view, labels, values: typed ?? {}, errors }
  return (
    <section>
      <h2>{t("workdays.quiet.title")}</h2>
      <p>{t("workdays.quiet.what")}</p>
      {days.length === 0 && <p class="mini">{t("workdays.quiet.none", { year })}</p>}
      {days.length > 0 && (
        <Rows label={t("workdays.quiet.title")}>
          {days.map(({ day, reason }) => (
            <Row
              title={<Day view={view} date={day} />}
              mini={[reason]}
              end={
                <Deed view={view} action={`/settings/workdays/quiet/${day}/removal`} kind="link">
                  {t("workdays.quiet.remove")}
                  <span class="unseen"> {day}</span>
                </Deed>
              }
            />
          ))}
        </Rows>
      )}
      <h3>{t("workdays.quiet.add")}</h3>
      <Form form={form} action="/settings/workdays/quiet" buttons={<Button>{t("workdays.quiet.add")}</Button>}>
        <DateField {...field(form, "day")} required />
        <TextField {...field(form, "reason")} required maxlength={300} />
      </Form>
    </section>
  )
}
