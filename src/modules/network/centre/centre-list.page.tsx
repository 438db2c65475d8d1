import { allTerritories, partyNames } from "#modules/registry/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import { longDate } from "#platform/office/dates.ts"
import { LinkButton } from "#ui/button.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, Row, Rows } from "#ui/list.tsx"
import { mayInviteCentres } from "./centre.policy.ts"
import { allCentres } from "./centre.store.ts"
import { type Centre, centreKinds } from "./centre.ts"

/** `/centres`: the network by kinds, with those that have left it at the end. */
export async function centreList(c: Ctx) {
  const { view, services, actor } = c.var
  const { t } = view
  const all = await allCentres(services.db)
  const [territories, parties] = await Promise.all([
    allTerritories(services.db),
    partyNames(
      services.db,
      all.map(({ partyId }) => partyId),
    ),
  ])
  const nameOf = ({ partyId }: Centre) => parties.get(partyId)?.name ?? ""
  const rows = (title: string, centres: Centre[]) =>
    centres.length > 0 && (
      <section>
        <h2>{title}</h2>
        <Rows label={title}>
          {centres
            .toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), "ru"))
            .map((centre) => (
              <Row
                href={view.href(`/centres/${centre.slug}`)}
                title={nameOf(centre)}
                mini={[
                  territories.find(({ id }) => id === centre.territoryId)?.name,
                  centre.closedOn && t("centre.closed_on", { date: longDate(centre.closedOn, view.locale) }),
                ]}
              />
            ))}
        </Rows>
      </section>
    )
  const open = all.filter(({ closedOn }) => closedOn === null)
  const invites = mayInviteCentres(actor, all)
  const add = invites && (
    <LinkButton kind="primary" icon="plus" href={view.href("/centres/new")}>
      {t("centre.new.do")}
    </LinkButton>
  )
  return c.html(
    <Page
      view={view}
      title={t("centre.list")}
      description={t("centre.list.about")}
      state={t("centre.list.state", { count: open.length })}
    >
      {add && all.length > 0 && <p class="buttons">{add}</p>}
      {all.length === 0 && (
        <Empty title={t("centre.list.empty")} why={t("centre.list.about")}>
          {add}
        </Empty>
      )}
      {centreKinds.map((kind) =>
        rows(
          t(`centre.kinds.${kind}`),
          open.filter((centre) => centre.kind === kind),
        ),
      )}
      {rows(
        t("centre.list.closed"),
        all.filter(({ closedOn }) => closedOn !== null),
      )}
    </Page>,
  )
}
