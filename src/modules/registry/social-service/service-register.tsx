import { staffSomewhere } from "#platform/actor.ts"
import type { View } from "#platform/view.ts"
import { LinkButton } from "#ui/button.tsx"
import { CopyText } from "#ui/copy.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, ListHead, Pager, Row, Rows } from "#ui/list.tsx"
import { DocumentLink } from "../service-list/document-link.tsx"
import { inForceSaid, listAddress } from "../service-list/list-words.ts"
import { canKeepLists } from "../service-list/service-list.policy.ts"
import type { ServiceList } from "../service-list/service-list.ts"
import type { Territory } from "../territory/territory.ts"
import type { ListedService } from "./list-services.ts"
import { providersSaid } from "./providers-said.ts"
import { activeServiceFilters, ServiceFilters } from "./service-filters.tsx"
import { type ServiceQuery, withServiceQuery } from "./service-query.ts"

type RegisterProps = {
  view: View
  list: ServiceList
  query: ServiceQuery
  services: ListedService[]
  count: number
  more: boolean
  territories: Territory[]
}

/** Services of the version in force, with how many provide each: for everybody. */
export function ServiceRegister({ view, list, query, services, count, more, territories }: RegisterProps) {
  const { t } = view
  const { after: _, ...narrowed } = query
  const active = activeServiceFilters(view, "/services", query, territories)
  const said = t("service.count", { count })
  const chat = `${t("service.register")}: ${said}\n${view.baseUrl}${view.href(withServiceQuery("/services", narrowed))}`
  return (
    <Page
      view={view}
      title={t("service.register")}
      description={t("service.about")}
      state={
        <>
          <b>{said}.</b> {t("service.about")}
        </>
      }
    >
      <p class="sub">
        <DocumentLink view={view} list={list} /> · {inForceSaid(view, list)}
      </p>
      <div class="buttons">
        {staffSomewhere(view.actor) && (
          <LinkButton kind="primary" icon="plus" href={view.href("/services/providers/new")}>
            {t("provider.add")}
          </LinkButton>
        )}
        <LinkButton icon="file-text" href={view.href(listAddress(list))}>
          {t("service_list.open")}
        </LinkButton>
        <LinkButton icon="clock" href={view.href("/services/lists")}>
          {t(canKeepLists(view.actor) ? "service_list.versions_keep" : "service_list.versions")}
        </LinkButton>
        <CopyText view={view} text={chat} />
      </div>
      <ServiceFilters view={view} path="/services" text={t("service.filter.text")} {...{ query, territories }} />
      {services.length > 0 ? (
        <>
          <ListHead
            view={view}
            count={t("registry.list.some_shown", { here: services.length, of: String(count) })}
            downloads={[{ href: view.href(withServiceQuery("/services.xlsx", narrowed)), label: ".xlsx" }]}
          />
          <Rows label={t("service.register")}>
            {services.map((service) => (
              <Row
                href={view.href(withServiceQuery(`/services/${service.id}`, { ...narrowed, q: undefined }))}
                title={`${service.code}. ${service.name}`}
                mini={[providersSaid(t, service.providers)]}
              />
            ))}
          </Rows>
        </>
      ) : (
        <Empty
          title={t(active.length ? "registry.list.nothing_found" : "service.empty")}
          why={t(active.length ? "service.nothing_found.why" : "service.empty.why")}
        />
      )}
      <Pager
        view={view}
        first={query.after ? view.href(withServiceQuery("/services", narrowed)) : undefined}
        more={more ? view.href(withServiceQuery("/services", { ...narrowed, after: services.at(-1)!.id })) : undefined}
      />
    </Page>
  )
}

/** Before the first version is in force. */
export const NoServices = ({ view }: { view: View }) => {
  const { t } = view
  return (
    <Page view={view} title={t("service.register")} description={t("service.about")} state={t("service.about")}>
      <Empty title={t("service.none")} why={t("service.none.why")}>
        {canKeepLists(view.actor) && (
          <LinkButton kind="primary" href={view.href("/services/lists")}>
            {t("service_list.versions_keep")}
          </LinkButton>
        )}
      </Empty>
    </Page>
  )
}
