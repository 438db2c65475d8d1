import type { Ctx } from "#platform/http/env.ts"
import { EmbedPage } from "#ui/embed.tsx"
import { Filters } from "#ui/filters.tsx"
import { Empty, ListHead, Pager, Row, Rows } from "#ui/list.tsx"
import { listOn } from "../service-list/service-list.store.ts"
import { countServices, listServices } from "../social-service/list-services.ts"
import { providersSaid } from "../social-service/providers-said.ts"
import { ServiceFilterFields } from "../social-service/service-filters.tsx"
import { askedServices, withServiceQuery } from "../social-service/service-query.ts"

const path = "/embed/services"
const pageSize = 20

/** The register of services for a frame; a service opens in the frame, an organisation outside. */
export async function embeddedServices(c: Ctx) {
  const { view, services } = c.var
  const { t } = view
  const list = await listOn(services.db, view.today)
  const { query, filter, territories } = await askedServices(c)
  const { after: _, ...narrowed } = query
  const found = list
    ? await listServices(services.db, list.number, filter, { after: query.after, limit: pageSize + 1 })
    : []
  const count = list ? await countServices(services.db, list.number, filter) : 0
  const shown = found.slice(0, pageSize)
  return c.html(
    <EmbedPage view={view} title={t("service.register")} whole={withServiceQuery("/services", narrowed)}>
      <Filters view={view} action={path} active={[]}>
        <ServiceFilterFields view={view} text={t("service.filter.text")} {...{ query, territories }} />
      </Filters>
      {shown.length > 0 ? (
        <>
          <ListHead view={view} count={t("service.count", { count })} />
          <Rows label={t("service.list")}>
            {shown.map((service) => (
              <Row
                href={view.href(withServiceQuery(`${path}/${service.id}`, { ...narrowed, q: undefined }))}
                title={`${service.code}. ${service.name}`}
                mini={[providersSaid(t, Number(service.providers))]}
              />
            ))}
          </Rows>
        </>
      ) : (
        <Empty title={t(list ? "registry.list.nothing_found" : "service.none")} />
      )}
      <Pager
        view={view}
        first={query.after ? view.href(withServiceQuery(path, narrowed)) : undefined}
        more={
          found.length > pageSize
            ? view.href(withServiceQuery(path, { ...narrowed, after: shown.at(-1)!.id }))
            : undefined
        }
      />
    </EmbedPage>,
  )
}
