import { z } from "zod"
import type { Ctx } from "#platform/http/env.ts"
import { EmbedPage, OutLink } from "#ui/embed.tsx"
import { SelectField, TextField } from "#ui/field.tsx"
import { Filters } from "#ui/filters.tsx"
import { Empty, ListHead, Pager, Row, Rows } from "#ui/list.tsx"
import { allDirections } from "../direction/direction.store.ts"
import { directionName } from "../direction/direction.ts"
import { countLimit, countParties, listParties } from "../party/list-parties.ts"
import { addressOf } from "../party/party.ts"
import { kindWord, territoryOptions } from "../party/party-words.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { idsBelow } from "../territory/territory.ts"

const path = "/embed/organisations"
const pageSize = 20
const number = z.coerce.number().int().positive().optional().catch(undefined)
const given = z.object({
  q: z.string().trim().max(200).optional().catch(undefined),
  territory: number,
  direction: number,
  after: number,
})

const withQuery = (to: string, query: z.output<typeof given>) => {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value ? [[name, String(value)] as [string, string]] : [],
  )
  return pairs.length ? `${to}?${new URLSearchParams(pairs)}` : to
}

/** The register of organisations for a frame, with its own few filters. */
export async function embeddedOrganisations(c: Ctx) {
  const { view, services } = c.var
  const { t } = view
  const [territories, directions] = await Promise.all([allTerritories(services.db), allDirections(services.db)])
  const raw = given.parse(c.req.query())
  const query = {
    ...raw,
    territory: territories.find(({ id }) => id === raw.territory)?.id,
    direction: directions.find(({ id }) => id === raw.direction)?.id,
  }
  const filter = {
    nature: "organisation" as const,
    text: query.q,
    direction: query.direction,
    territories: query.territory === undefined ? undefined : idsBelow(territories, query.territory),
  }
  const [found, count] = await Promise.all([
    listParties(services.db, filter, { after: query.after, limit: pageSize + 1 }),
    countParties(services.db, filter),
  ])
  const shown = found.slice(0, pageSize)
  const { after: _, ...narrowed } = query
  const names = new Map(territories.map(({ id, name }) => [id, name]))
  const capped = count > countLimit && (query.q || (query.direction && query.territory))
  const said = capped
    ? t("registry.list.count_more", { count: countLimit })
    : t("registry.organisation.count", { count })
  return c.html(
    <EmbedPage view={view} title={t("registry.organisation.list")} whole={withQuery("/organisations", narrowed)}>
      <Filters view={view} action={path} active={[]}>
        <TextField view={view} name="q" type="search" label={t("registry.list.text")} value={query.q ?? ""} />
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
        <SelectField
          view={view}
          name="direction"
          label={t("field.party.directions")}
          value={String(query.direction ?? "")}
          empty={t("direction.any")}
          options={directions.map((one) => ({ value: String(one.id), label: directionName(one, view.locale) }))}
        />
      </Filters>
      {shown.length > 0 ? (
        <>
          <ListHead view={view} count={said} />
          <Rows label={t("registry.organisation.list")}>
            {shown.map((party) => (
              <Row
                title={
                  <OutLink view={view} href={view.href(addressOf(party))}>
                    {party.name}
                  </OutLink>
                }
                mini={[kindWord(t, party), names.get(party.territoryId ?? 0) ?? false]}
              />
            ))}
          </Rows>
        </>
      ) : (
        <Empty title={t("registry.list.nothing_found")} />
      )}
      <Pager
        view={view}
        first={query.after ? view.href(withQuery(path, narrowed)) : undefined}
        more={
          found.length > pageSize ? view.href(withQuery(path, { ...narrowed, after: shown.at(-1)!.id })) : undefined
        }
      />
    </EmbedPage>,
  )
}
