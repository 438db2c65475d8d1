import type { Ctx } from "#platform/http/env.ts"
import { notFound } from "#platform/refusal.ts"
import { EmbedPage } from "#ui/embed.tsx"
import { ListHead, Pager, Rows } from "#ui/list.tsx"
import { addressOf } from "../party/party.ts"
import { listOn } from "../service-list/service-list.store.ts"
import { paragraphsOf } from "../service-list/service-list.ts"
import { listProviders } from "../service-provider/provider.store.ts"
import { ProviderRow } from "../service-provider/provider-row.tsx"
import { CriteriaTable } from "../social-service/criteria-table.tsx"
import { countProviders } from "../social-service/list-services.ts"
import { providersSaid } from "../social-service/providers-said.ts"
import { entryOf } from "../social-service/service.store.ts"
import { askedServices, withServiceQuery } from "../social-service/service-query.ts"

const path = "/embed/services"
const pageSize = 20

/** One service for a frame: what it is, how good it must be and who provides it. */
export async function embeddedService(c: Ctx) {
  const { view, services } = c.var
  const { t } = view
  const id = Number(c.req.param("id"))
  const list = await listOn(services.db, view.today)
  const entry = list && (await entryOf(services.db, list.number, id))
  if (!entry) throw notFound()
  const { query, filter, territories } = await askedServices(c)
  const { after: _, ...narrowed } = query
  const [found, count] = await Promise.all([
    listProviders(services.db, id, filter, { after: query.after, limit: pageSize + 1 }),
    countProviders(services.db, id, filter),
  ])
  const shown = found.slice(0, pageSize)
  const here = `${path}/${id}`
  return c.html(
    <EmbedPage view={view} title={entry.name} whole={withServiceQuery(`/services/${id}`, narrowed)}>
      <p>
        <a href={view.href(withServiceQuery(path, narrowed))}>{t("embedding.all_services")}</a>
      </p>
      {paragraphsOf(entry).map((paragraph) => (
        <p>{paragraph}</p>
      ))}
      {entry.criteria.length > 0 && (
        <CriteriaTable view={view} caption={t("service.criteria")} criteria={entry.criteria} />
      )}
      <h2>{t("provider.list")}</h2>
      <ListHead view={view} count={providersSaid(t, count, Boolean(query.q || query.status))} />
      {shown.length > 0 && (
        <Rows label={t("provider.list")}>
          {shown.map((provider) => (
            <ProviderRow
              view={view}
              provider={provider}
              territories={territories}
              out
              title={provider.name}
              href={view.href(addressOf({ nature: provider.nature, id: provider.partyId }))}
            />
          ))}
        </Rows>
      )}
      <Pager
        view={view}
        first={query.after ? view.href(withServiceQuery(here, narrowed)) : undefined}
        more={
          found.length > pageSize
            ? view.href(withServiceQuery(here, { ...narrowed, after: shown.at(-1)!.id }))
            : undefined
        }
      />
    </EmbedPage>,
  )
}
