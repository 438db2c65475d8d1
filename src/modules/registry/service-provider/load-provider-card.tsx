import type { Ctx } from "#platform/http/env.ts"
import { LinkButton } from "#ui/button.tsx"
import { Card } from "#ui/card.tsx"
import { Rows } from "#ui/list.tsx"
import { canKeepParty, scopesOfParty } from "../party/party.policy.ts"
import { partyById } from "../party/party.store.ts"
import type { Nature } from "../party/party.ts"
import { listOn } from "../service-list/service-list.store.ts"
import { serviceNames, serviceNamesEver } from "../social-service/service.store.ts"
import { scopesOfPath } from "../territory/territory.policy.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { pathUp } from "../territory/territory.ts"
import { providersOf } from "./provider.store.ts"
import { ProviderDeeds } from "./provider-deeds.tsx"
import { ProviderRow } from "./provider-row.tsx"
import { type Provider, standingOf } from "./service-provider.ts"

/** «Услуги» on the card of an organisation: those of now and ahead, and folded those that it provided before. */
export async function loadProviderCard(c: Ctx, { id, nature }: { id: number; nature: Nature }) {
  const { view, services, actor } = c.var
  const { t, today } = view
  const party = nature === "organisation" ? await partyById(services.db, id) : undefined
  if (!party) return null
  const [providers, territories] = await Promise.all([providersOf(services.db, id), allTerritories(services.db)])
  const canEdit = canKeepParty(actor, scopesOfParty(party, scopesOfPath(pathUp(territories, party.territoryId))))
  if (!providers.length && !canEdit) return null
  const ids = providers.map(({ serviceId }) => serviceId)
  const list = await listOn(services.db, today)
  const names = new Map([
    ...(await serviceNamesEver(services.db, ids)),
    ...(list ? await serviceNames(services.db, list.number, ids) : []),
  ])
  const named = ({ serviceId }: Provider) => names.get(serviceId)?.name ?? ""
  const row = (provider: Provider) => (
    <ProviderRow
      view={view}
      provider={provider}
      territories={territories}
      title={named(provider)}
      href={view.href(`/services/${provider.serviceId}`)}
      end={canEdit && <ProviderDeeds view={view} id={provider.id} of={named(provider)} />}
    />
  )
  const past = providers.filter((provider) => standingOf(provider, today) === "past")
  const present = providers.filter((provider) => !past.includes(provider))
  return (
    <Card title={t("provider.services")} id="services">
      {present.length > 0 ? (
        <Rows label={t("provider.services")}>{present.map(row)}</Rows>
      ) : (
        <p>{t("provider.services.none")}</p>
      )}
      {past.length > 0 && (
        <details class="text-around">
          <summary>{t("provider.services.past", { count: past.length })}</summary>
          <Rows label={t("provider.services.past", { count: past.length })}>{past.map(row)}</Rows>
        </details>
      )}
      {canEdit && (
        <div class="buttons">
          <LinkButton icon="plus" href={view.href(`/services/providers/new?organisation=${id}`)}>
            {t("provider.add_service")}
          </LinkButton>
        </div>
      )}
    </Card>
  )
}
