import { longDate } from "#platform/office/dates.ts"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, Deed } from "#ui/button.tsx"
import { TextField } from "#ui/field.tsx"
import { FieldGroup, Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import type { Milestone } from "./milestone.store.ts"

type ListProps = {
  view: View
  milestones: Milestone[]
  /** Where they are planned and marked; undefined for who only reads. */
  base?: string | undefined
}

/** The way to the term in parts; each is marked as reached by one button. Nothing for a reader where there are none. */
export function MilestoneList({ view, base, milestones }: ListProps) {
  const { t, locale } = view
  if (!base && !milestones.length) return null
  return (
    <section>
      <h2>{t("milestone.title")}</h2>
      {milestones.length > 0 && (
        <Rows label={t("milestone.title")}>
          {milestones.map(({ id, text, dueOn, doneOn }) => (
            <Row
              title={text}
              mini={[
                dueOn && t("milestone.due", { date: longDate(dueOn, locale) }),
                !doneOn && dueOn && dueOn < view.today && <StateMark tone="late" word={t("milestone.late")} />,
              ]}
              end={
                doneOn ? (
                  <StateMark tone="done" word={t("milestone.done_on", { date: longDate(doneOn, locale) })} />
                ) : base ? (
                  <Deed view={view} action={`${base}/${id}`}>
                    {t("milestone.finish")}
                    <span class="unseen">: {text}</span>
                  </Deed>
                ) : (
                  <StateMark tone="work" word={t("milestone.ahead")} />
                )
              }
            />
          ))}
        </Rows>
      )}
      {base && (
        <p>
          <a href={view.href(base)}>{t(milestones.length ? "milestone.change" : "milestone.plan")}</a>
        </p>
      )}
    </section>
  )
}

/** Lines of the form beyond those that are there. */
export const freeLines = 4

/** Sets the milestones: one line each, with a term as people type it. */
export function MilestonesPage(props: {
  view: View
  /** The page of the request: `/answer/:token/:request`, `/requests/:id` */
  here: string
  words: string
  lines: number
  values: Record<string, string | undefined>
  errors?: Partial<Record<string, Saying>>
}) {
  const { view, here, words, lines, values, errors = {} } = props
  const { t } = view
  const numbers = Array.from({ length: lines }, (_, i) => i + 1)
  const labels = Object.fromEntries(
    numbers.flatMap((n) => [
      [`text${n}`, t("milestone.text", { n })],
      [`due${n}`, t("milestone.until", { n })],
    ]),
  )
  const form = { view, labels, values, errors }
  return (
    <Page view={view} narrow title={t("milestone.title")} state={t("milestone.what")}>
      <blockquote>
        <span class="said">{words}</span>
      </blockquote>
      <Form form={form} action={`${here}/steps`} buttons={<Button kind="primary">{t("milestone.save")}</Button>}>
        {numbers.map((n) => (
          <FieldGroup legend={t("milestone.one", { n })}>
            <TextField {...field(form, `text${n}`)} />
            <TextField
              {...field(form, `due${n}`)}
              width="medium"
              autocomplete="off"
              hint={n === 1 ? t("answering.field_hint.until") : undefined}
            />
          </FieldGroup>
        ))}
      </Form>
      <p>
        <a href={view.href(here)}>{t("answering.back")}</a>
      </p>
    </Page>
  )
}
