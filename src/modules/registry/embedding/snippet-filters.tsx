import type { View } from "#platform/view.ts"
import { SelectField, TextField } from "#ui/field.tsx"
import { Filters } from "#ui/filters.tsx"
import { territoryOptions } from "../party/party-words.ts"
import type { Territory } from "../territory/territory.ts"
import type { Wanted } from "./embedding.pages.tsx"
import { embeddable } from "./embedding.ts"

type SnippetFiltersProps = { view: View; action: string; query: Wanted; territories: Territory[] }

/** What the frame is to show: its fields live in the address. */
export const SnippetFilters = ({ view, action, query, territories }: SnippetFiltersProps) => {
  const { t } = view
  return (
    <Filters view={view} action={action} active={[]}>
      <SelectField
        view={view}
        name="what"
        label={t("embedding.what")}
        value={query.what}
        options={embeddable.map((what) => ({ value: what, label: t(`embedding.what.${what}`) }))}
      />
      <TextField
        view={view}
        name="id"
        label={t("embedding.id")}
        value={String(query.id ?? "")}
        width="short"
        inputmode="numeric"
      />
      <SelectField
        view={view}
        name="territory"
        label={t("field.party.territory")}
        value={String(query.territory ?? "")}
        empty={t("registry.list.any_territory")}
        options={territoryOptions(territories)}
      />
      <SelectField
        view={view}
        name="lang"
        label={t("embedding.language")}
        value={query.lang}
        options={[
          { value: "ru", label: t("embedding.language.ru") },
          { value: "en", label: t("embedding.language.en") },
        ]}
      />
      <TextField
        view={view}
        name="height"
        label={t("embedding.height")}
        value={String(query.height)}
        width="short"
        inputmode="numeric"
      />
    </Filters>
  )
}
