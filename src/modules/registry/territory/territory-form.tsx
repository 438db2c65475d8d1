import type { JournalEntry } from "#platform/journal.ts"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { RadioCards } from "#ui/choice.tsx"
import { SelectField, TextField } from "#ui/field.tsx"
import { Form, type FormState, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { History } from "#ui/history.tsx"
import { asTree, idsBelow, type Territory, territoryKinds } from "./territory.ts"

type TerritoryFormProps = {
  view: View
  territories: Territory[]
  /** The one being edited. */
  id?: number
  values: FormState<"name" | "kind" | "parentId">["values"]
  errors?: Record<string, Saying>
  journal?: JournalEntry[]
}

/** A new territory, or one to be renamed or hung elsewhere. */
export function TerritoryForm({ view, territories, id, values, errors, journal }: TerritoryFormProps) {
  const { t } = view
  const labels = {
    name: t("field.territory.name"),
    kind: t("field.territory.kind"),
    parentId: t("field.territory.parent"),
  }
  const form = { view, labels, values: values ?? {}, errors: errors ?? {} }
  const own = id === undefined ? [] : idsBelow(territories, id)
  const parents = asTree(territories.filter((territory) => !own.includes(territory.id)))
  return (
    <Page
      view={view}
      narrow
      title={t(id === undefined ? "registry.territory.new" : "registry.territory.edit")}
      crumbs={[
        { href: "/settings", label: t("session.settings.title") },
        { href: "/settings/territories", label: t("registry.territory.list") },
      ]}
    >
      <Form
        form={form}
        action={id === undefined ? "/settings/territories" : `/settings/territories/${id}`}
        buttons={
          <>
            <Button kind="primary">{t(id === undefined ? "registry.territory.add" : "registry.form.save")}</Button>
            <LinkButton href={view.href("/settings/territories")}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        <TextField {...field(form, "name")} required maxlength={200} />
        <RadioCards
          {...field(form, "kind")}
          required
          choices={territoryKinds.map((kind) => ({ value: kind, label: t(`value.territory.kind.${kind}`) }))}
        />
        <SelectField
          {...field(form, "parentId")}
          empty={t("registry.territory.top")}
          options={parents.map((p) => ({ value: String(p.id), label: `${"– ".repeat(p.depth)}${p.name}` }))}
        />
      </Form>
      {journal && <History view={view} subject="territory" entries={journal} />}
    </Page>
  )
}
