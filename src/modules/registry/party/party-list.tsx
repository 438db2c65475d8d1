import { staffSomewhere } from "#platform/actor.ts"
import type { View } from "#platform/view.ts"
import { LinkButton } from "#ui/button.tsx"
import { Checkbox } from "#ui/choice.tsx"
import { CopyText } from "#ui/copy.tsx"
import { SelectField, TextField } from "#ui/field.tsx"
import { Filters } from "#ui/filters.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, ListHead, Pager, Row, Rows } from "#ui/list.tsx"
import { tableDownloads } from "#ui/table-downloads.ts"
import { type Direction, directionName } from "../direction/direction.ts"
import type { StatusKind } from "../status/status.ts"
import { statusOptions, statusWord } from "../status/status-words.ts"
import type { Territory } from "../territory/territory.ts"
import { countLimit } from "./list-parties.ts"
import type { OpenParty } from "./party.store.ts"
import { addressOf, home, kinds, type Nature } from "./party.ts"
import { kindOptions, kindWord, territoryOptions } from "./party-words.ts"

/** What stands in the address of a list. */
export type ListQuery = {
  kind?: string | undefined
  territory?: number | undefined
  direction?: number | undefined
  status?: StatusKind | undefined
  q?: string | undefined
  after?: number | undefined
  from?: string | undefined
  unconfirmed?: "yes" | undefined
}

type PartyListProps = {
  view: View
  nature: Nature
  query: ListQuery
  parties: OpenParty[]
  /** What each of them is recognised as today. */
  statuses: Map<number, StatusKind[]>
  count: number
  more: boolean
  territories: Territory[]
  directions: Direction[]
}

const alphabet = [..."АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ"]

const withQuery = (path: string, query: ListQuery) => {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value ? [[name, String(value)] as [string, string]] : [],
  )
  return given.length ? `${path}?${new URLSearchParams(given)}` : path
}

/** Whether the count stops at its limit; see `countParties`. */
const capped = (query: ListQuery, count: number) =>
  count > countLimit &&
  Boolean(query.q || query.status || query.unconfirmed || (query.direction && (query.kind || query.territory)))

const countSaid = ({ t }: View, nature: Nature, query: ListQuery, count: number) =>
  capped(query, count) ? t("registry.list.count_more", { count: countLimit }) : t(`registry.${nature}.count`, { count })

const shown = ({ t }: View, here: number, count: number, query: ListQuery) =>
  t(here === count ? "registry.list.all_shown" : "registry.list.some_shown", {
    here,
    of: capped(query, count) ? `${countLimit}+` : String(count),
  })

const Alphabet = ({ view, path, query }: { view: View; path: string; query: ListQuery }) => (
  <nav class="chips" aria-label={view.t("registry.list.alphabet")}>
    {alphabet.map((letter) => (
      <a
        class="chip"
        href={view.href(withQuery(path, { ...query, after: undefined, from: letter }))}
        aria-current={query.from === letter ? "true" : undefined}
      >
        {letter}
      </a>
    ))}
  </nav>
)

/** Buttons of those who keep the registry. */
const Deeds = ({ view, nature }: { view: View; nature: Nature }) =>
  staffSomewhere(view.actor) ? (
    <>
      <LinkButton kind="primary" icon="plus" href={view.href(`${home[nature]}/new`)}>
        {view.t(`registry.${nature}.add`)}
      </LinkButton>
      <LinkButton icon="inbox" href={view.href("/organisations/paste")}>
        {view.t("registry.paste.link")}
      </LinkButton>
      <LinkButton icon="file-text" href={view.href("/imports/new?kind=party")}>
        {view.t("tabular.link")}
      </LinkButton>
      <LinkButton href={view.href("/suggestions")}>{view.t("suggestion.list")}</LinkButton>
      <LinkButton href={view.href("/duplicates")}>{view.t("registry.alike.title")}</LinkButton>
    </>
  ) : null

/** Organisations, or bodies: for everybody, by name. */
export function PartyList({
  view,
  nature,
  query,
  parties,
  statuses,
  count,
  more,
  territories,
  directions,
}: PartyListProps) {
  const { t } = view
  const path = home[nature]
  const { kind, territory, direction: chosen, status, q, unconfirmed } = query
  const narrowed: ListQuery = { kind, territory, direction: chosen, status, q, unconfirmed }
  const without = (name: keyof ListQuery) => view.href(withQuery(path, { ...narrowed, [name]: undefined }))
  const names = new Map(territories.map(({ id, name }) => [id, name]))
  const direction = directions.find(({ id }) => id === query.direction)
  const active = [
    ...(query.kind ? [{ label: kindWord(t, { kind: query.kind }), href: without("kind") }] : []),
    ...(query.territory ? [{ label: names.get(query.territory) ?? "", href: without("territory") }] : []),
    ...(direction ? [{ label: directionName(direction, view.locale), href: without("direction") }] : []),
    ...(query.status ? [{ label: statusWord(t, query.status), href: without("status") }] : []),
    ...(unconfirmed ? [{ label: t("confirmation.filter"), href: without("unconfirmed") }] : []),
    ...(query.q ? [{ label: `«${query.q}»`, href: without("q") }] : []),
  ]
  const said = countSaid(view, nature, query, count)
  const chat = `${t(`registry.${nature}.list`)}: ${said}\n${view.baseUrl}${view.href(withQuery(path, narrowed))}`
  const last = parties.at(-1)
  return (
    <Page
      view={view}
      title={t(`registry.${nature}.list`)}
      description={t(`registry.${nature}.about`)}
      state={<b>{said}</b>}
    >
      <div class="buttons">
        <Deeds view={view} nature={nature} />
        <LinkButton icon="flag" href={view.href("/directions")}>
          {t("direction.link")}
        </LinkButton>
        <CopyText view={view} text={chat} />
      </div>
      <Filters view={view} action={path} active={active}>
        <TextField view={view} name="q" type="search" label={t("registry.list.text")} value={query.q ?? ""} />
        <SelectField
          view={view}
          name="kind"
          label={t("field.party.kind")}
          value={query.kind ?? ""}
          empty={t("registry.list.any_kind")}
          options={kindOptions(t, kinds[nature])}
        />
        {territories.length > 0 && (
          <SelectField
            view={view}
            name="territory"
            label={t("field.party.territory")}
            value={String(query.territory ?? "")}
            empty={t("registry.list.any_territory")}
            options={territoryOptions(territories)}
          />
        )}
        {directions.length > 0 && (
          <SelectField
            view={view}
            name="direction"
            label={t("field.party.directions")}
            value={String(query.direction ?? "")}
            empty={t("direction.any")}
            options={directions.map((one) => ({ value: String(one.id), label: directionName(one, view.locale) }))}
          />
        )}
        {nature === "organisation" && (
          <SelectField
            view={view}
            name="status"
            label={t("field.party.status")}
            value={query.status ?? ""}
            empty={t("registry.list.any_status")}
            options={statusOptions(t)}
          />
        )}
        {nature === "organisation" && staffSomewhere(view.actor) && (
          <Checkbox view={view} name="unconfirmed" label={t("confirmation.filter")} value={unconfirmed ? "yes" : ""} />
        )}
      </Filters>
      {count > parties.length && <Alphabet view={view} path={path} query={narrowed} />}
      {parties.length > 0 && (
        <>
          <ListHead
            view={view}
            count={shown(view, parties.length, count, query)}
            downloads={tableDownloads(
              view,
              (ending) => withQuery(`${path}.${ending}`, narrowed),
              capped(query, count) ? Infinity : count,
            )}
          />
          <Rows label={t(`registry.${nature}.list`)}>
            {parties.map((party) => (
              <Row
                href={view.href(addressOf(party))}
                title={party.name}
                mini={[
                  party.shortName,
                  kindWord(t, party),
                  names.get(party.territoryId ?? 0) ?? false,
                  ...(statuses.get(party.id) ?? []).map((kind) => statusWord(t, kind)),
                ]}
              />
            ))}
          </Rows>
        </>
      )}
      {parties.length === 0 && (
        <Empty
          title={t(active.length || query.from ? "registry.list.nothing_found" : `registry.${nature}.empty`)}
          why={t(active.length || query.from ? "registry.list.nothing_found.why" : "registry.list.empty.why")}
        />
      )}
      <Pager
        view={view}
        first={query.after || query.from ? view.href(withQuery(path, narrowed)) : undefined}
        more={more && last ? view.href(withQuery(path, { ...narrowed, after: last.id })) : undefined}
      />
    </Page>
  )
}
