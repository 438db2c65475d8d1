import type { View } from "#platform/view.ts"
import { Button } from "#ui/button.tsx"
import { FileField } from "#ui/field.tsx"
import { Notice } from "#ui/flash.tsx"
import { Form, field } from "#ui/form.tsx"
import type { Trouble } from "./year-file.ts"

/** More are only counted: who mends these sees the others the next time. */
const shown = 30

const said = (view: View, { line, saying }: Trouble) =>
  line === null ? view.explain(saying) : view.t("workdays.file.line", { line, trouble: view.explain(saying) })

/** What is wrong with a file that was sent, line by line. */
const Troubles = ({ view, troubles }: { view: View; troubles: Trouble[] }) => (
  <Notice tone="error" title={view.t("workdays.file.wrong", { count: troubles.length })}>
    <ul>
      {troubles.slice(0, shown).map((one) => (
        <li>{said(view, one)}</li>
      ))}
    </ul>
    {troubles.length > shown && <p>{view.t("workdays.file.more", { count: troubles.length - shown })}</p>}
  </Notice>
)

/** Sends a year as a file, to be looked at before it is stored. */
export function UploadYearForm(props: { view: View; missing: boolean; troubles: Trouble[] | undefined }) {
  const { view, missing, troubles } = props
  const { t } = view
  const errors = missing ? { file: { key: "workdays.file.needed" } } : {}
  const form = { view, labels: { file: t("workdays.file") }, errors }
  return (
    <section>
      <h2>{t("workdays.file.title")}</h2>
      {troubles && <Troubles view={view} troubles={troubles} />}
      <Form
        form={form}
        files
        reload
        action="/settings/workdays"
        buttons={
          <Button kind="primary" icon="upload">
            {t("workdays.file.check")}
          </Button>
        }
      >
        <FileField
          {...field(form, "file")}
          required
          accept=".xml,.json,.csv,.xlsx,.txt"
          hint={t("workdays.file.hint")}
        />
      </Form>
    </section>
  )
}
