import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { TextArea, TextField } from "#ui/field.tsx"
import { FieldGroup, Form, type FormState, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { listAddress } from "../service-list/list-words.ts"
import { type Criterion, criteriaLimit, type ServiceList } from "../service-list/service-list.ts"

export const criterionFields = ["name", "measured", "how", "threshold"] as const
export type TypedService = { code: string; name: string; description: string; criteria: Criterion[] }

type ServiceFormProps = {
  view: View
  list: ServiceList
  crumbs: { href: string; label: string }[]
  /** Absent for a new service. */
  id: number | undefined
  version: string
  typed: TypedService
  /** How many criteria there is room for on the page. */
  rows: number
  errors: Record<string, Saying>
}

const wordOf = { name: "criterion", measured: "measured", how: "how", threshold: "threshold" } as const

/** What a draft says of a service; more rows for criteria come by a button, without a script. */
export function ServiceForm({ view, list, crumbs, id, version, typed, rows, errors }: ServiceFormProps) {
  const { t } = view
  const labels: Record<string, string> = {
    code: t("field.service.code"),
    name: t("field.service.name"),
    description: t("field.service.description"),
  }
  const values: Record<string, string> = { code: typed.code, name: typed.name, description: typed.description }
  for (let i = 0; i < rows; i++)
    for (const part of criterionFields) {
      labels[`criteria.${i}.${part}`] = t(`field.service.${wordOf[part]}`)
      values[`criteria.${i}.${part}`] = typed.criteria[i]?.[part] ?? ""
    }
  const form: FormState = { view, labels, values, errors }
  const title = t(id === undefined ? "service.new" : "service.edit_title", { name: typed.name })
  return (
    <Page view={view} narrow title={title} crumbs={crumbs}>
      <Form
        form={form}
        action={id === undefined ? `${listAddress(list)}/services` : `${listAddress(list)}/services/${id}`}
        draft={`service-${list.number}-${id ?? "new"}`}
        buttons={
          <>
            <Button kind="primary">{t("registry.form.save")}</Button>
            {rows < criteriaLimit && (
              <Button name="more" value={String(rows)} icon="plus">
                {t("service.more_criteria")}
              </Button>
            )}
            <LinkButton href={view.href(listAddress(list))}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        <input type="hidden" name="version" value={version} />
        <TextField {...field(form, "code")} width="short" required maxlength={40} hint={t("service.code.hint")} />
        <TextField {...field(form, "name")} required maxlength={500} />
        <TextArea {...field(form, "description")} rows={4} maxlength={4000} hint={t("service.description.hint")} />
        <p>{t("service.criteria.hint")}</p>
        {Array.from({ length: rows }, (_, i) => (
          <FieldGroup legend={t("service.criterion_no", { number: i + 1 })}>
            <TextField {...field(form, `criteria.${i}.name`)} maxlength={300} />
            <TextField {...field(form, `criteria.${i}.measured`)} maxlength={500} />
            <TextField {...field(form, `criteria.${i}.how`)} maxlength={500} />
            <TextField {...field(form, `criteria.${i}.threshold`)} maxlength={300} />
          </FieldGroup>
        ))}
      </Form>
    </Page>
  )
}
