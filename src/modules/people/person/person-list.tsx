import { duplicatesPath, type Territory, territoryOptions } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import type { View } from "#platform/view.ts"
import { LinkButton } from "#ui/button.tsx"
import { Checkbox } from "#ui/choice.tsx"
import { SelectField, TextField } from "#ui/field.tsx"
import { Filters } from "#ui/filters.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, ListHead, Pager, Row, Rows } from "#ui/list.tsx"
import { tableDownloads } from "#ui/table-downloads.ts"
import type { Competence } from "../competence/competence.ts"
import type { RoleName } from "../confirmed-role/confirmed-role.ts"
import { AbleFilters, activeAble } from "../skill/able-filters.tsx"
import type { Level, ProofFilter } from "../skill/skill.ts"
import { type ConsentFilter, consentFilters, countLimit } from "./list-people.ts"
import { addressOfPerson, type Group } from "./person.ts"
import { groupOptions, groupWord } from "./person-words.ts"

/** What stands in the address of the list. */
export type ListQuery = {
  q?: string | undefined
  territory?: number | undefined
  group?: Group | undefined
  consent?: ConsentFilter | undefined
  competence?: number | undefined
  level?: Level | undefined
  role?: RoleName | undefined
  proof?: ProofFilter | undefined
  unconfirmed?: "yes" | undefined
  after?: string | undefined
}

/** A person in a list, narrowed to what the reader may see. */
export type Listed = { id: string; name: string; mini: string[] }

type PersonListProps = {
  view: View
  query: ListQuery
  people: Listed[]
  count: number
  exact: boolean
  more: boolean
  territories: Territory[]
  competences: Competence[]
}

const withQuery = (path: string, query: ListQuery) => {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value ? [[name, String(value)] as [string, string]] : [],
  )
  return given.length ? `${path}?${new URLSearchParams(given)}` : path
}

/** People: for everybody those who agreed to be shown, for the staff those of its territory. */
export function PersonList({ view, query, people, count, exact, more, territories, competences }: PersonListProps) {
  const { t, actor } = view
  const keeps = staffSomewhere(actor)
  const { after: _, ...narrowed } = query
  const { q, territory, group, consent, unconfirmed } = narrowed
  const without = (name: keyof ListQuery) => view.href(withQuery("/people", { ...narrowed, [name]: undefined }))
  const active = [
    ...(q ? [{ label: `«${q}»`, href: without("q") }] : []),
    ...(territory
      ? [{ label: territories.find(({ id }) => id === territory)?.name ?? "", href: without("territory") }]
      : []),
    ...(group ? [{ label: groupWord(t, group), href: without("group") }] : []),
    ...(consent ? [{ label: t(`consent.filter.${consent}`), href: without("consent") }] : []),
    ...(unconfirmed ? [{ label: t("confirmation.filter"), href: without("unconfirmed") }] : []),
    ...activeAble(view, narrowed, competences, without),
  ]
  const capped = !exact && count > countLimit
  const said = capped ? t("registry.list.count_more", { count: countLimit }) : t("people.person.count", { count })
  const last = people.at(-1)
  return (
    <Page view={view} title={t("people.person.list")} description={t("people.person.list.about")} state={<b>{said}</b>}>
      <p>{t(keeps ? "people.person.list.for_staff" : "people.person.list.for_all")}</p>
      {keeps && (
        <div class="buttons">
          <LinkButton kind="primary" icon="plus" href={view.href("/people/new")}>
            {t("people.person.add")}
          </LinkButton>
          <LinkButton href={view.href("/imports/new?kind=person")}>{t("tabular.link")}</LinkButton>
          <LinkButton href={view.href("/people/invitations")}>{t("people.invitation.list")}</LinkButton>
          <LinkButton href={view.href(duplicatesPath.people)}>{t("registry.alike.title")}</LinkButton>
          <LinkButton href={view.href("/applications")}>{t("people.application.list")}</LinkButton>
          <LinkButton href={view.href("/people/answers")}>{t("confirmation.answers")}</LinkButton>
        </div>
      )}
      <Filters view={view} action="/people" active={active}>
        <TextField
          view={view}
          name="q"
          type="search"
          label={t("people.person.search")}
          hint={keeps ? t("people.person.search.hint") : undefined}
          value={q ?? ""}
        />
        {territories.length > 0 && (
          <SelectField
            view={view}
            name="territory"
            label={t("field.person.territory")}
            value={String(territory ?? "")}
            empty={t("registry.list.any_territory")}
            options={territoryOptions(territories)}
          />
        )}
        {keeps && (
          <SelectField
            view={view}
            name="group"
            label={t("people.person.group")}
            value={group ?? ""}
            empty={t("people.person.any_group")}
            options={groupOptions(t)}
          />
        )}
        {keeps && (
          <SelectField
            view={view}
            name="consent"
            label={t("consent.list")}
            value={consent ?? ""}
            empty={t("people.person.any_group")}
            options={consentFilters.map((value) => ({ value, label: t(`consent.filter.${value}`) }))}
          />
        )}
        {keeps && (
          <Checkbox view={view} name="unconfirmed" label={t("confirmation.filter")} value={unconfirmed ?? ""} />
        )}
        <AbleFilters view={view} query={narrowed} competences={competences} />
      </Filters>
      {people.length > 0 && (
        <>
          <ListHead
            view={view}
            count={t(people.length === count ? "registry.list.all_shown" : "registry.list.some_shown", {
              here: people.length,
              of: capped ? `${countLimit}+` : String(count),
            })}
            downloads={
              keeps
                ? tableDownloads(view, (ending) => withQuery(`/people.${ending}`, narrowed), capped ? Infinity : count)
                : []
            }
          />
          <Rows label={t("people.person.list")}>
            {people.map(({ id, name, mini }) => (
              <Row href={view.href(addressOfPerson(id))} title={name} mini={mini} />
            ))}
          </Rows>
        </>
      )}
      {people.length === 0 && (
        <Empty
          title={t(active.length ? "registry.list.nothing_found" : "people.person.empty")}
          why={t(keeps ? "people.person.empty.why" : "people.person.empty.why_open")}
        />
      )}
      <Pager
        view={view}
        first={query.after ? view.href(withQuery("/people", narrowed)) : undefined}
        more={more && last ? view.href(withQuery("/people", { ...narrowed, after: last.id })) : undefined}
      />
    </Page>
  )
}
