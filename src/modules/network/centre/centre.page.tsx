import { figuresOver } from "#modules/commitments/public.ts"
import { listResolutions, stateInWords, visibleTo } from "#modules/deliberation/public.ts"
import { addressOf, countMatching, listParties, partyLogo } from "#modules/registry/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import { journalFor } from "#platform/journal.ts"
import { longDate } from "#platform/office/dates.ts"
import { Card, CardLinks, Facts, Figures } from "#ui/card.tsx"
import { Notice } from "#ui/flash.tsx"
import { Page } from "#ui/frame.tsx"
import { History } from "#ui/history.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { centreDirections } from "../curator/centre-directions.tsx"
import { publicNames } from "../staff/staff.store.ts"
import { territoriesOf } from "./centre.ts"
import { type Opened, openCentre } from "./open-centre.ts"

const paragraphs = (text: string) => text.split(/\n+/).map((line) => line && <p>{line}</p>)

/** What is adopted and in work in the territory, and who works there. */
async function inTerritory(c: Ctx, { centre, territories }: Opened) {
  const { view, services, actor } = c.var
  const { t } = view
  const { db } = services
  const ids = territoriesOf(territories, centre)
  if (!ids.length) return null
  const inside = { nature: "organisation", territories: ids } as const
  const [resolutions, figures, organisations, count] = await Promise.all([
    listResolutions(db, { visibilities: visibleTo(actor), territoryIds: ids, limit: 5 }),
    figuresOver(c, ids),
    listParties(db, inside, { limit: 10 }),
    countMatching(db, inside),
  ])
  const of = `territory=${centre.territoryId}`
  const figure = (count: number, key: "lately.asked" | "lately.accepted" | "lately.released", stage = "") => ({
    href: view.href(`/requests?${of}${stage}`),
    count,
    label: t(key, { count }),
  })
  return (
    <>
      {figures.asked > 0 && (
        <section>
          <h2>{t("centre.work")}</h2>
          <Figures
            label={t("centre.work")}
            figures={[
              figure(figures.asked, "lately.asked"),
              figure(figures.accepted + figures.reported, "lately.accepted", "&stage=accepted"),
              figure(figures.released, "lately.released", "&stage=released"),
            ]}
          />
        </section>
      )}
      {resolutions.length > 0 && (
        <section>
          <h2>{t("centre.resolutions")}</h2>
          <Rows label={t("centre.resolutions")}>
            {resolutions.map((one) => (
              <Row
                href={view.href(`/resolutions/${one.id}`)}
                title={one.title}
                mini={[longDate(one.adoptedOn!, view.locale), stateInWords(view, one)]}
              />
            ))}
          </Rows>
          <p>
            <a href={view.href(`/resolutions?${of}`)}>{t("centre.resolutions.all")}</a>
          </p>
        </section>
      )}
      {organisations.length > 0 && (
        <section>
          <h2>{t("centre.organisations")}</h2>
          <Rows label={t("centre.organisations")}>
            {organisations.map((party) => (
              <Row href={view.href(addressOf(party))} title={party.name} />
            ))}
          </Rows>
          <p>
            <a href={view.href(`/organisations?${of}`)}>{t("centre.organisations.all", { count })}</a>
          </p>
        </section>
      )}
    </>
  )
}

/** What those who keep the centre do on its pages. */
function Keeping({ c, opened: { path, centre, party, rights } }: { c: Ctx; opened: Opened }) {
  const { view } = c.var
  const { t } = view
  const link = (to: string, label: string, icon: "flag" | "pencil" | "users" | "send" | "check") => ({
    href: view.href(to),
    label,
    icon,
  })
  return (
    <Card title={t("centre.keep")}>
      <CardLinks
        links={[
          link(`${path}/start`, t("start.title"), "check"),
          link(`${path}/edit`, t("centre.edit"), "pencil"),
          link(`${path}/staff`, t("staff.title"), "users"),
          link(`${path}/curators`, t("curator.title"), "flag"),
          ...(centre.territoryId === null
            ? []
            : [link(`/settings/letters/${centre.territoryId}`, t("centre.letterhead"), "send")]),
          link(`${addressOf(party)}/directions`, t("centre.directions.choose"), "flag"),
        ]}
      />
      {rights.runs && centre.closedOn === null && (
        <p>
          <a href={view.href(`${path}/closing`)}>{t("centre.close")}</a>
        </p>
      )}
    </Card>
  )
}

/** `/centres/:slug`: the front page of a centre, for everybody. */
export async function centrePage(c: Ctx) {
  const { view, services, actor } = c.var
  const { t } = view
  const opened = await openCentre(c)
  const { centre, all, name, party, territory, nameOf, rights } = opened
  const parent = all.find(({ id }) => id === centre.parentId)
  const below = all.filter((one) => one.parentId === centre.id && one.closedOn === null)
  const [staff, journal] = await Promise.all([
    publicNames(services.db, centre.id),
    journalFor(services, actor, { kind: "centre", id: centre.id }),
  ])
  const link = (one: typeof centre) => <a href={view.href(`/centres/${one.slug}`)}>{nameOf(one)}</a>
  return c.html(
    <Page
      view={view}
      title={name}
      description={centre.about.slice(0, 200) || t("centre.list.about")}
      crumbs={[{ href: "/centres", label: t("centre.list") }]}
      state={t(`centre.kind.${centre.kind}`)}
      sub={territory?.name}
      aside={
        <>
          {rights.keeps && <Keeping c={c} opened={opened} />}
          <Card title={t("centre.contacts")}>
            {paragraphs(centre.contacts)}
            <Facts
              facts={[
                [t("field.party.site"), party.site && <a href={party.site}>{party.site}</a>],
                [t("centre.parent"), parent && link(parent)],
                [t("centre.card"), <a href={view.href(addressOf(party))}>{party.shortName || party.name}</a>],
              ]}
            />
          </Card>
        </>
      }
    >
      {centre.closedOn && (
        <Notice tone="info" title={t("centre.closed_on", { date: longDate(centre.closedOn, view.locale) })}>
          {centre.closedWhy && <p>{centre.closedWhy}</p>}
        </Notice>
      )}
      {await partyLogo(c, party)}
      {paragraphs(centre.about)}
      {centre.closedOn === null && staff.length > 0 && (
        <section>
          <h2>{t("centre.staff")}</h2>
          <Rows label={t("centre.staff")}>
            {staff.map((one) => (
              <Row title={one.name} mini={[one.post]} />
            ))}
          </Rows>
        </section>
      )}
      {await centreDirections(c, opened)}
      {await inTerritory(c, opened)}
      {below.length > 0 && (
        <section>
          <h2>{t("centre.below")}</h2>
          <Rows label={t("centre.below")}>
            {below.map((one) => (
              <Row href={view.href(`/centres/${one.slug}`)} title={nameOf(one)} mini={[t(`centre.kind.${one.kind}`)]} />
            ))}
          </Rows>
        </section>
      )}
      <History view={view} subject="centre" entries={journal} />
    </Page>,
  )
}
