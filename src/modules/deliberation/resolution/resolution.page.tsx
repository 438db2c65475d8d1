import { allTerritories, territoryScopes } from "#modules/registry/public.ts"
import { staff } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { journalFor } from "#platform/journal.ts"
import { longDate, longDateRange } from "#platform/office/dates.ts"
import { notFound } from "#platform/refusal.ts"
import { fillSlot } from "#platform/slots.ts"
import { Card, CardLinks } from "#ui/card.tsx"
import { CopyText } from "#ui/copy.tsx"
import { Page } from "#ui/frame.tsx"
import { History } from "#ui/history.tsx"
import { LeadingLine } from "#ui/leading-line.tsx"
import { amendmentsOf, itemsOf } from "../item/item.store.ts"
import { stateOf } from "../item/item.ts"
import { ItemList } from "../item/item-list.tsx"
import { standingsOf } from "../item/standing.ts"
import { kindLabel } from "../labels.ts"
import { AmendmentList } from "./amendment-list.tsx"
import { openPassagesOf } from "./open-passages.ts"
import { canSee, canSeeParticipants } from "./resolution.policy.ts"
import { loadResolution } from "./resolution.store.ts"
import { participantsOf } from "./resolution-parts.store.ts"
import { TextAround } from "./text-around.tsx"

declare module "#platform/slots.ts" {
  interface Slots {
    /** On the page of a resolution, after its state: what became of its items. */
    "resolution.progress": { id: number; items: number }
    /** On the page of a resolution, for who keeps it: what else can be done. */
    "resolution.acts": { id: number }
    /** On the page of an item, after its text: its way from a word to a deed. */
    "item.progress": { id: number }
  }
}

/** A resolution as a readable document with the picture of its state. */
export async function resolutionPage(c: Ctx) {
  const { view, services, actor } = c.var
  const { db } = services
  const id = Number(c.req.param("id"))
  const resolution = await loadResolution(db, id)
  if (!resolution || !canSee(actor, resolution)) throw notFound()
  if (!resolution.adoptedOn) return c.redirect(view.href(`/resolutions/${id}/draft`), 302)
  const items = await itemsOf(db, id)
  const amendments = await amendmentsOf(db, id)
  const passages = await openPassagesOf(db, id)
  const scopes = await territoryScopes(db, resolution.territoryId)
  const keeper = staff(actor, scopes)
  const { t } = view
  const counted = items.filter((i) => i.type === "item" && !i.removedBy)
  const unaddressed = counted.filter((i) => stateOf(i) === "unaddressed").length
  const closed = counted.filter((i) => stateOf(i) === "closed").length
  const addressed = resolution.addressedCount
  const base = `/resolutions/${id}`
  const progress = await fillSlot(c, "resolution.progress", { id, items: counted.length })
  const told = progress.some(Boolean)
  const territory = (await allTerritories(db)).find((x) => x.id === resolution.territoryId)
  const chat = t("resolution.chat", {
    title: resolution.title,
    date: longDate(resolution.adoptedOn, view.locale),
    count: counted.length,
    url: services.baseUrl + view.href(base),
  })
  return c.html(
    <Page
      view={view}
      title={resolution.title}
      crumbs={[
        { href: "/resolutions", label: t("resolution.list.title") },
        { href: `/resolutions?year=${resolution.adoptedOn.slice(0, 4)}`, label: resolution.adoptedOn.slice(0, 4) },
      ]}
      sub={[
        kindLabel(t, resolution.kind),
        resolution.heldOn && longDateRange(resolution.heldOn, resolution.heldUntil, view.locale),
        resolution.place || territory?.name,
        resolution.organiser && t("resolution.organised_by", { name: resolution.organiser }),
        resolution.participantsCount !== null && t("resolution.participants", { count: resolution.participantsCount }),
      ]
        .filter(Boolean)
        .join(" · ")}
      state={
        <>
          <b>{t("resolution.adopted", { count: counted.length, date: longDate(resolution.adoptedOn, view.locale) })}</b>{" "}
          {!told && t("resolution.progress", { addressed, unaddressed, closed })}
        </>
      }
      feeds={[{ href: "/resolutions.rss", title: t("resolution.list.title") }]}
      description={chat}
      aside={
        <>
          {keeper && (
            <Card title={t("resolution.act.title")}>
              {await fillSlot(c, "resolution.acts", { id })}
              <CardLinks
                links={[
                  { href: view.href(`${base}/amendments/new`), label: t("resolution.act.amend"), icon: "pencil" },
                  { href: view.href(`${base}/themes`), label: t("theme.of_items"), icon: "tag" },
                  { href: view.href(`${base}/visibility`), label: t("resolution.act.show"), icon: "eye" },
                  { href: view.href(`${base}/source`), label: t("resolution.act.source"), icon: "file-text" },
                ]}
              />
              <p class="mini">
                {t("resolution.field.visibility")}: {t(`resolution.visibility.${resolution.visibility}`)}
              </p>
            </Card>
          )}
          <Card title={t("resolution.take.title")}>
            <CardLinks
              links={[
                { href: view.href(`${base}.docx`), label: t("resolution.take.docx"), icon: "download" },
                { href: view.href(`${base}.xlsx`), label: t("resolution.take.xlsx"), icon: "download" },
                { href: view.href(`${base}.json`), label: t("resolution.take.json"), icon: "download" },
                { href: view.href("/resolutions.rss"), label: t("resolution.take.rss"), icon: "rss" },
              ]}
            />
            {resolution.visibility === "open" && <CopyText view={view} text={chat} />}
          </Card>
        </>
      }
    >
      {told ? (
        progress
      ) : (
        <LeadingLine
          legs={[
            {
              count: counted.length,
              label: t("resolution.leg.adopted", { count: counted.length }),
              share: counted.length ? addressed / counted.length : 0,
            },
            {
              count: addressed,
              label: t("resolution.leg.addressed", { count: addressed }),
              share: 0,
              ahead: addressed === 0,
            },
            { count: closed, label: t("resolution.leg.closed", { count: closed }), ahead: closed === 0 },
          ]}
          caption={t("resolution.leg.caption", { date: longDate(view.today, view.locale) })}
        />
      )}
      <TextAround view={view} passages={passages} kinds={["preamble", "finding"]} />
      <ItemList view={view} items={items} amendments={amendments} standings={await standingsOf(services, items)} />
      <TextAround view={view} passages={passages} kinds={["closing"]} />
      <AmendmentList view={view} amendments={amendments} items={items} />
      {canSeeParticipants(actor, scopes) && <Participants c={c} id={id} />}
      <History
        view={view}
        subject="resolution"
        entries={await journalFor(services, actor, { kind: "resolution", id })}
      />
    </Page>,
  )
}

/** Names and posts, for staff only: personal data. */
async function Participants({ c, id }: { c: Ctx; id: number }) {
  const { view, services } = c.var
  const people = await participantsOf(services.db, id)
  if (!people.length) return null
  return (
    <details class="text-around">
      <summary>{view.t("resolution.people", { count: people.length })}</summary>
      <p class="mini">{view.t("resolution.people_private")}</p>
      <ul>
        {people.map((p) => (
          <li>{[p.name, p.post, p.organisation].filter(Boolean).join(", ")}</li>
        ))}
      </ul>
    </details>
  )
}
