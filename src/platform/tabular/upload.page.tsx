import { tableLimits } from "#platform/documents/table/table.ts"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { Checkbox, RadioCards } from "#ui/choice.tsx"
import { FileField, SelectField } from "#ui/field.tsx"
import { FieldGroup, Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import type { NamedImport } from "./import.store.ts"
import { type Importer, matchings } from "./importer.ts"

const crumbs = (view: View) => [{ href: "/imports", label: view.t("tabular.list") }]

/** The first step: a file. */
export function UploadPage(props: {
  view: View
  importers: Importer[]
  chosen: Importer
  errors?: Record<string, Saying>
}) {
  const { view, importers, chosen, errors = {} } = props
  const { t } = view
  const form = {
    view,
    labels: { file: t("tabular.file"), kind: t("tabular.kind") },
    values: { kind: chosen.kind },
    errors,
  }
  const { fileSize, rows } = tableLimits
  return (
    <Page view={view} title={t("tabular.new")} crumbs={crumbs(view)} sub={t(chosen.title)} narrow>
      <p>{t("tabular.about")}</p>
      <div class="buttons">
        <LinkButton icon="download" download href={view.href(`/imports/template.xlsx?kind=${chosen.kind}`)}>
          {t("tabular.template")}
        </LinkButton>
      </div>
      <Form
        form={form}
        action="/imports"
        files
        buttons={<Button kind="primary">{t("tabular.upload")}</Button>}
        step={{ now: 1, of: 3 }}
      >
        {importers.length > 1 ? (
          <SelectField
            {...field(form, "kind")}
            options={importers.map(({ kind, title }) => ({ value: kind, label: t(title) }))}
          />
        ) : (
          <input type="hidden" name="kind" value={chosen.kind} />
        )}
        <FileField
          {...field(form, "file")}
          required
          accept=".xlsx,.csv,.tsv,.txt"
          hint={t("tabular.file.hint", { limit: fileSize / 2 ** 20, rows })}
        />
      </Form>
    </Page>
  )
}

type MappingProps = {
  view: View
  importer: Importer
  run: NamedImport
  /** Up to three values of each column. */
  samples: string[][]
  remembered: boolean
  values?: Record<string, string>
  errors?: Record<string, Saying>
}

/** The second step: what the columns hold, and what becomes of rows that find their card in place. */
export function MappingPage({ view, importer, run, samples, remembered, values = {}, errors = {} }: MappingProps) {
  const { t } = view
  const title = (i: number) => run.header?.[i]?.trim() || t("tabular.column", { number: i + 1 })
  const options = importer.columns.map(({ key, label }) => ({ value: key, label: t(label) }))
  const { assumed } = importer
  const labels: Record<string, string> = {
    matching: t("tabular.matching"),
    ...(assumed && { assumed: t(assumed.label) }),
    ...Object.fromEntries(samples.map((_, i) => [`column.${i}`, title(i)])),
  }
  const shown: Record<string, string> = {
    matching: run.matching,
    assumed: run.assumed || (assumed?.first ?? ""),
    ...Object.fromEntries(run.mapping.map((key, i) => [`column.${i}`, key])),
    ...values,
  }
  const form = { view, labels, values: shown, errors }
  return (
    <Page view={view} title={t("tabular.mapping")} crumbs={crumbs(view)} sub={run.fileName} narrow>
      {run.broke && <p class="notice error">{t("tabular.broke.checking")}</p>}
      <Form
        form={form}
        action={`/imports/${run.id}/trial`}
        step={{ now: 2, of: 3 }}
        buttons={<Button kind="primary">{t("tabular.try")}</Button>}
      >
        <FieldGroup
          legend={t("tabular.columns")}
          hint={t(remembered ? "tabular.columns.remembered" : "tabular.columns.hint")}
        >
          <Checkbox
            view={view}
            name="header"
            label={t("tabular.header")}
            value={shown.header ?? (run.header ? "yes" : "")}
            hint={t("tabular.header.hint")}
          />
          {samples.map((sample, i) => (
            <SelectField
              {...field(form, `column.${i}`)}
              empty={t("tabular.ignore")}
              options={options}
              hint={sample.length ? sample.join(" · ") : t("tabular.no_values")}
            />
          ))}
        </FieldGroup>
        <RadioCards
          {...field(form, "matching")}
          choices={matchings.map((value) => ({
            value,
            label: t(`tabular.matching.${value}`),
            hint: t(`tabular.matching.${value}.hint`),
          }))}
        />
        {assumed && <SelectField {...field(form, "assumed")} options={assumed.options(t)} hint={t(assumed.hint)} />}
      </Form>
    </Page>
  )
}
