import type { Ctx } from "#platform/http/env.ts"
import { notFound } from "#platform/refusal.ts"
import { Card, Facts } from "#ui/card.tsx"
import { EmbedPage } from "#ui/embed.tsx"
import { Rows } from "#ui/list.tsx"
import { directionsOf } from "../direction/direction.store.ts"
import { directionName } from "../direction/direction.ts"
import { partyById } from "../party/party.store.ts"
import { addressOf } from "../party/party.ts"
import { kindWord } from "../party/party-words.ts"
import { providersOf } from "../service-provider/provider.store.ts"
import { ProviderRow } from "../service-provider/provider-row.tsx"
import { standingOf } from "../service-provider/service-provider.ts"
import { serviceNamesEver } from "../social-service/service.store.ts"
import { statusesInForce } from "../status/status.store.ts"
import { statusWord } from "../status/status-words.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { pathUp } from "../territory/territory.ts"

/** One organisation for a frame: what it is, what it is recognised as, what it works in and provides. */
export async function embeddedOrganisation(c: Ctx) {
  const { view, services } = c.var
  const { t, today } = view
  const { db } = services
  const party = await partyById(db, Number(c.req.param("id")))
  if (party?.nature !== "organisation") throw notFound()
  const [territories, directions, statuses, provided] = await Promise.all([
    allTerritories(db),
    directionsOf(db, [party.id]),
    statusesInForce(db, [party.id], today),
    providersOf(db, party.id),
  ])
  const now = provided.filter((provider) => standingOf(provider, today) === "now")
  const names = await serviceNamesEver(
    db,
    now.map(({ serviceId }) => serviceId),
  )
  const place = pathUp(territories, party.territoryId).map(({ name }) => name)
  return c.html(
    <EmbedPage
      view={view}
      title={party.name}
      whole={addressOf(party)}
      sub={[kindWord(t, party), ...place].filter(Boolean).join(", ")}
    >
      <Facts
        facts={[
          [t("registry.status.list"), (statuses.get(party.id) ?? []).map((kind) => statusWord(t, kind)).join(", ")],
          [
            t("field.party.directions"),
            (directions.get(party.id) ?? []).map((one) => directionName(one, view.locale)).join(", "),
          ],
          [
            t("field.party.site"),
            party.site && (
              <a href={party.site} target="_blank" rel="noopener nofollow">
                {party.site}
              </a>
            ),
          ],
        ]}
      />
      {now.length > 0 && (
        <Card title={t("provider.services")}>
          <Rows label={t("provider.services")}>
            {now.map((provider) => (
              <ProviderRow
                view={view}
                provider={provider}
                territories={territories}
                out
                title={names.get(provider.serviceId)?.name ?? ""}
                href={view.href(`/services/${provider.serviceId}`)}
              />
            ))}
          </Rows>
        </Card>
      )}
    </EmbedPage>,
  )
}
