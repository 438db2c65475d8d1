import type { View } from "#platform/view.ts"
import { SelectField, TextField } from "#ui/field.tsx"
import { Filters } from "#ui/filters.tsx"
import { territoryOptions } from "../party/party-words.ts"
import { targetOptions, targetWord } from "../service-provider/provider-words.ts"
import { statusOptions, statusWord } from "../status/status-words.ts"
import type { Territory } from "../territory/territory.ts"
import { type ServiceQuery, withServiceQuery } from "./service-query.ts"

type FilterFieldsProps = { view: View; query: ServiceQuery; territories: Territory[]; text: string }

/** The fields that narrow services or their providers. @param text what is looked through */
export const ServiceFilterFields = ({ view, query, territories, text }: FilterFieldsProps) => {
  const { t } = view
  return (
    <>
      <TextField view={view} name="q" type="search" label={text} value={query.q ?? ""} />
      {territories.length > 0 && (
        <SelectField
          view={view}
          name="territory"
          label={t("service.filter.territory")}
          value={String(query.territory ?? "")}
          empty={t("registry.list.any_territory")}
          options={territoryOptions(territories)}
        />
      )}
      <SelectField
        view={view}
        name="target"
        label={t("field.party.serviceTargets")}
        value={query.target ?? ""}
        empty={t("service.filter.any_target")}
        options={targetOptions(t)}
      />
      <SelectField
        view={view}
        name="status"
        label={t("service.filter.status")}
        value={query.status ?? ""}
        empty={t("registry.list.any_status")}
        options={statusOptions(t)}
      />
    </>
  )
}

/** What a list is narrowed by, each with the address that drops it. */
export function activeServiceFilters(view: View, path: string, query: ServiceQuery, territories: Territory[]) {
  const { t } = view
  const { after: _, ...narrowed } = query
  const without = (name: keyof ServiceQuery) => view.href(withServiceQuery(path, { ...narrowed, [name]: undefined }))
  const place = territories.find(({ id }) => id === query.territory)
  return [
    ...(place ? [{ label: place.name, href: without("territory") }] : []),
    ...(query.target ? [{ label: targetWord(t, query.target), href: without("target") }] : []),
    ...(query.status ? [{ label: statusWord(t, query.status), href: without("status") }] : []),
    ...(query.q ? [{ label: `«${query.q}»`, href: without("q") }] : []),
  ]
}

export const ServiceFilters = (props: FilterFieldsProps & { path: string }) => (
  <Filters
    view={props.view}
    action={props.path}
    active={activeServiceFilters(props.view, props.path, props.query, props.territories)}
  >
    <ServiceFilterFields {...props} />
  </Filters>
)
