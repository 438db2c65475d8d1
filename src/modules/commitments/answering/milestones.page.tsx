import { longDate } from "#platform/office/dates.ts"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, Deed } from "#ui/button.tsx"
import { TextField } from "#ui/field.tsx"
import { FieldGroup, Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import type { Milestone } from "../milestone/milestone.store.ts"
import type { Typed } from "./typed-answer.ts"

/** The way to the term in parts; each is marked as reached by one button. */
export const MilestoneList = ({ view, base, milestones }: { view: View; base: string; milestones: Milestone[] }) => {
  const { t, locale } = view
  return (
    <section>
      <h2>{t("answering.steps.title")}</h2>
      {milestones.length > 0 && (
        <Rows label={t("answering.steps.title")}>
          {milestones.map(({ id, text, dueOn, doneOn }) => (
            <Row
              title={text}
              mini={[dueOn && t("answering.steps.due", { date: longDate(dueOn, locale) })]}
              end={
                doneOn ? (
                  <StateMark tone="done" word={t("answering.steps.done_on", { date: longDate(doneOn, locale) })} />
                ) : (
                  <Deed view={view} action={`${base}/${id}`}>
                    {t("answering.steps.finish")}
                    <span class="unseen">: {text}</span>
                  </Deed>
                )
              }
            />
          ))}
        </Rows>
      )}
      <p>
        <a href={view.href(base)}>{t(milestones.length ? "answering.steps.change" : "answering.steps.plan")}</a>
      </p>
    </section>
  )
}

/** Lines of the form beyond those that are there. */
export const freeLines = 4

/** Sets the milestones: one line each, with a term as people type it. */
export function MilestonesPage(props: {
  view: View
  /** `/answer/:token/:request` */
  here: string
  words: string
  lines: number
  values: Typed
  errors?: Partial<Record<string, Saying>>
}) {
  const { view, here, words, lines, values, errors = {} } = props
  const { t } = view
  const numbers = Array.from({ length: lines }, (_, i) => i + 1)
  const labels = Object.fromEntries(
    numbers.flatMap((n) => [
      [`text${n}`, t("answering.steps.text", { n })],
      [`due${n}`, t("answering.steps.until", { n })],
    ]),
  )
  const form = { view, labels, values, errors }
  return (
    <Page view={view} narrow title={t("answering.steps.title")} state={t("answering.steps.what")}>
      <blockquote>
        <span class="said">{words}</span>
      </blockquote>
      <Form form={form} action={`${here}/steps`} buttons={<Button kind="primary">{t("answering.steps.save")}</Button>}>
        {numbers.map((n) => (
          <FieldGroup legend={t("answering.steps.one", { n })}>
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
