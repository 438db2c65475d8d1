import type { Ctx } from "#platform/http/env.ts"
import { notFound } from "#platform/refusal.ts"
import { fillSlot } from "#platform/slots.ts"
import { Page } from "#ui/frame.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { listParties } from "../party/list-parties.ts"
import { addressOf, home, type Nature } from "../party/party.ts"
import { kindWord } from "../party/party-words.ts"
import { allDirections, directionCounts } from "./direction.store.ts"
import { directionName } from "./direction.ts"

const most = 20
/** Bodies that people gather in, unlike those that they are governed by. */
const groups = ["commission", "working_group", "council", "club"]

type Listed = { id: number; nature: Nature; kind: string; name: string }

async function groupsOf({ var: { services } }: Ctx, direction: number) {
  const ofKind = (kind: string) => listParties(services.db, { nature: "body", kind, direction }, { limit: most })
  return (await Promise.all(groups.map(ofKind)))
    .flat()
    .filter(({ endedOn }) => !endedOn)
    .slice(0, most)
}

/** `/directions/:id`: what is done in a direction of work, and by whom. */
export async function directionPage(c: Ctx) {
  const { view, services } = c.var
  const { t } = view
  const { db } = services
  const id = Number(c.req.param("id"))
  const direction = (await allDirections(db)).find((one) => one.id === id)
  if (!direction) throw notFound()
  const [counts, organisations, gathered, curators, events] = await Promise.all([
    directionCounts(db),
    listParties(db, { nature: "organisation", direction: id }, { limit: most }),
    groupsOf(c, id),
    fillSlot(c, "direction.curators", { id, nameRu: direction.nameRu }),
    fillSlot(c, "direction.events", { id }),
  ])
  const used = counts.get(id) ?? { organisation: 0, body: 0 }
  const rows = (title: string, nature: Nature, list: Listed[]) =>
    list.length > 0 && (
      <section>
        <h2>{title}</h2>
        <Rows label={title}>
          {list.map((party) => (
            <Row href={view.href(addressOf(party))} title={party.name} mini={[kindWord(t, party)]} />
          ))}
        </Rows>
        <p>
          <a href={view.href(`${home[nature]}?direction=${id}`)}>
            {t(`registry.${nature}.count`, { count: used[nature] })}
          </a>
        </p>
      </section>
    )
  const name = directionName(direction, view.locale)
  return c.html(
    <Page
      view={view}
      title={name}
      description={t("direction.page.about", { name })}
      crumbs={[{ href: "/directions", label: t("direction.list") }]}
      state={t("direction.page.state", { organisations: used.organisation, bodies: used.body })}
      sub={direction.retired && t("value.direction.retired.true")}
    >
      {curators}
      {rows(t("direction.page.groups"), "body", gathered)}
      {rows(t("registry.organisation.list"), "organisation", organisations)}
      {events}
    </Page>,
  )
}
