import { staffSomewhere } from "#platform/actor.ts"
import type { View } from "#platform/view.ts"
import { LinkButton } from "#ui/button.tsx"
import { Card, CardLinks } from "#ui/card.tsx"
import { CopyText } from "#ui/copy.tsx"
import { Notice } from "#ui/flash.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, ListHead, Pager, Rows } from "#ui/list.tsx"
import { addressOf } from "../party/party.ts"
import { DocumentLink } from "../service-list/document-link.tsx"
import { inForceSaid } from "../service-list/list-words.ts"
import { type Entry, paragraphsOf, type ServiceList } from "../service-list/service-list.ts"
import type { Listed } from "../service-provider/provider.store.ts"
import { ProviderRow } from "../service-provider/provider-row.tsx"
import type { Territory } from "../territory/territory.ts"
import { CriteriaTable } from "./criteria-table.tsx"
import { providersSaid } from "./providers-said.ts"
import { activeServiceFilters, ServiceFilters } from "./service-filters.tsx"
import { type ServiceQuery, withServiceQuery } from "./service-query.ts"

type Version = { number: number; inForceFrom: string | null }
export type ServicePageProps = {
  view: View
  entry: Entry
  /** The version that is shown. */
  list: ServiceList
  /** now: in force; past: the words of an earlier version; struck: the version in force has it no more. */
  standing: "now" | "past" | "struck" | "ahead"
  versions: Version[]
  query: ServiceQuery
  providers: Listed[]
  count: number
  more: boolean
  territories: Territory[]
}

const Versions = ({ view, entry, list, versions }: ServicePageProps) => (
  <Card title={view.t("service.versions")}>
    <CardLinks
      links={versions.map((version) => ({
        href: view.href(`/services/${entry.id}?version=${version.number}`),
        label: `${view.t("service_list.version", { number: version.number })}, ${inForceSaid(view, version)}${
          version.number === list.number ? ` (${view.t("service.shown_here")})` : ""
        }`,
      }))}
    />
  </Card>
)

function Providers({ view, entry, query, providers, count, more, territories }: ServicePageProps) {
  const { t } = view
  const path = `/services/${entry.id}`
  const { after: _, ...narrowed } = query
  const active = activeServiceFilters(view, path, query, territories)
  return (
    <section>
      <h2>{t("provider.list")}</h2>
      {(count > 0 || active.length > 0) && (
        <ServiceFilters view={view} path={path} text={t("provider.filter.text")} {...{ query, territories }} />
      )}
      {providers.length > 0 ? (
        <>
          <ListHead view={view} count={providersSaid(t, count, Boolean(query.q || query.status))} />
          <Rows label={t("provider.list")}>
            {providers.map((provider) => (
              <ProviderRow
                view={view}
                provider={provider}
                territories={territories}
                title={provider.name}
                href={view.href(addressOf({ nature: provider.nature, id: provider.partyId }))}
              />
            ))}
          </Rows>
        </>
      ) : (
        <Empty
          title={t(active.length ? "registry.list.nothing_found" : "provider.none")}
          why={t(active.length ? "service.nothing_found.why" : "provider.none.why")}
        />
      )}
      <Pager
        view={view}
        first={query.after ? view.href(withServiceQuery(path, narrowed)) : undefined}
        more={more ? view.href(withServiceQuery(path, { ...narrowed, after: providers.at(-1)!.id })) : undefined}
      />
    </section>
  )
}

/** A service: what it is, how good it must be, who provides it, how it was in earlier versions. */
export function ServicePage(props: ServicePageProps) {
  const { view, entry, list, standing, versions } = props
  const { t } = view
  const chat = [entry.name, view.baseUrl + view.href(`/services/${entry.id}`)]
  return (
    <Page
      view={view}
      title={entry.name}
      description={entry.description.slice(0, 200) || entry.name}
      crumbs={[{ href: "/services", label: t("service.register") }]}
      sub={
        <>
          {t("service.code_said", { code: entry.code })} · {t("service_list.version", { number: list.number })}:{" "}
          <DocumentLink view={view} list={list} />, {inForceSaid(view, list)}
        </>
      }
      aside={versions.length > 1 ? <Versions {...props} /> : undefined}
    >
      {standing !== "now" && (
        <Notice tone="info">
          {t(`service.standing.${standing}`)}{" "}
          {standing !== "struck" && <a href={view.href(`/services/${entry.id}`)}>{t("service.as_now")}</a>}
        </Notice>
      )}
      {paragraphsOf(entry).map((paragraph) => (
        <p>{paragraph}</p>
      ))}
      <div class="buttons">
        {staffSomewhere(view.actor) && standing === "now" && (
          <LinkButton kind="primary" icon="plus" href={view.href(`/services/providers/new?service=${entry.id}`)}>
            {t("provider.add")}
          </LinkButton>
        )}
        <CopyText view={view} text={chat.join("\n")} />
      </div>
      {entry.criteria.length > 0 ? (
        <CriteriaTable view={view} caption={t("service.criteria")} criteria={entry.criteria} />
      ) : (
        <p>{t("service.no_criteria")}</p>
      )}
      {(standing === "now" || standing === "struck") && <Providers {...props} />}
    </Page>
  )
}
