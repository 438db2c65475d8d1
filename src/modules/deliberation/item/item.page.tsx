import { addressOf, partyNames, territoryScopes } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { journalFor } from "#platform/journal.ts"
import { longDate } from "#platform/office/dates.ts"
import { notFound } from "#platform/refusal.ts"
import { audiencesOf } from "#platform/search/audience.ts"
import { similar } from "#platform/search/search.ts"
import { fillSlot } from "#platform/slots.ts"
import type { View } from "#platform/view.ts"
import { Card, CardLinks, Facts } from "#ui/card.tsx"
import { CopyText } from "#ui/copy.tsx"
import { Page } from "#ui/frame.tsx"
import { History } from "#ui/history.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { Change } from "#ui/timeline.tsx"
import { continuedItem, dueLabel, forceLabel, numberOf, roleLabel } from "../labels.ts"
import { openLines } from "../resolution/open-passages.ts"
import { canDirect, canSee } from "../resolution/resolution.policy.ts"
import { type Theme, themeName } from "../theme/theme.ts"
import { adoptedItems } from "./item.store.ts"
import type { Item } from "./item.ts"
import { ItemState } from "./item-list.tsx"
import { standingsOf } from "./standing.ts"
import { loadWholeItem, type WholeItem } from "./whole-item.store.ts"

const shortened = (text: string, limit = 90) =>
  text.length <= limit ? text : `${text.slice(0, limit).replace(/\s+\S*$/, "")}…`

const capitalised = (text: string) => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())

/** An item: its words, who is to act, where in the source it stands, what happened to it, items like it. */
export async function itemPage(c: Ctx) {
  const { view, services, actor } = c.var
  const { db } = services
  const id = Number(c.req.param("id"))
  const item = await loadWholeItem(db, id)
  if (!item?.resolution.adoptedOn || !canSee(actor, item.resolution)) throw notFound()
  const { resolution, changes, directions, siblings } = item
  const like = await similar(db, { kind: "item", id: String(id), audiences: audiencesOf(actor), limit: 20 })
  const alike = like.filter((hit) => !siblings.includes(Number(hit.id))).slice(0, 5)
  const known = alike.length
    ? await adoptedItems(
        db,
        alike.map((hit) => Number(hit.id)),
      )
    : []
  const standings = await standingsOf(services, [item, ...known])
  const { t } = view
  const text = changes.at(-1)?.after ?? item.text
  const address = `/items/${id}`
  const chat = t("item.chat", {
    path: item.path,
    text: shortened(text, 300),
    url: services.baseUrl + view.href(address),
  })
  return c.html(
    <Page
      view={view}
      title={t("item.title", { path: numberOf(item).replace(/\.$/, ""), text: capitalised(shortened(text)) })}
      crumbs={[
        { href: "/resolutions", label: t("resolution.list.title") },
        { href: `/resolutions/${resolution.id}`, label: shortened(resolution.title, 60) },
      ]}
      sub={<ItemState view={view} item={item} standings={standings} />}
      description={chat}
      aside={
        <Card title={t("resolution.take.title")}>
          <CardLinks
            links={[
              {
                href: view.href(`/resolutions/${resolution.id}#item-${id}`),
                label: t("item.in_resolution"),
                icon: "file-text",
              },
            ]}
          />
          {resolution.visibility === "open" && <CopyText view={view} text={chat} />}
        </Card>
      }
    >
      <blockquote>
        <p>{item.removedBy ? <del>{text}</del> : text}</p>
      </blockquote>
      <Facts
        facts={[
          [t("item.field.addressees"), <Addressees view={view} item={item} parties={await parties(c, item)} />],
          [t("item.field.force"), forceLabel(t, item.force)],
          [t("item.field.theme"), item.theme && <ThemeLink view={view} theme={item.theme} />],
          [t("item.field.due"), dueLabel(view, item) || t("draft.piece.no_term")],
          [t("draft.piece.result"), item.expectedResult || (item.closedWhy && t("draft.piece.result_none"))],
          [t("resolution.field.adopted_on"), longDate(item.resolution.adoptedOn, view.locale)],
        ]}
      />
      <Continuity view={view} item={item} />
      {!item.removedBy && item.type === "item" && (await mayDirect(c, resolution)) && (
        <p>
          <a class="btn" href={view.href(`${address}/direction`)}>
            {t(item.addressees.length ? "direct.more" : "direct.title")}
          </a>
        </p>
      )}
      {await fillSlot(c, "item.progress", { id })}
      {item.addedBy.map(({ number, amendedOn, reason }) => (
        <p>
          {t("item.added_by", { number, date: longDate(amendedOn, view.locale) })} {reason}
        </p>
      ))}
      {changes.length > 0 && (
        <section>
          <h2>{t("item.changes")}</h2>
          {changes.map((change) => (
            <>
              <p>
                {t("amend.one", { number: change.number, date: longDate(change.amendedOn, view.locale) })}.{" "}
                {change.reason}
              </p>
              <Change view={view} was={change.before} now={change.after} />
            </>
          ))}
        </section>
      )}
      {directions.map((d) => (
        <p>
          {t("direct.act", { date: longDate(d.directedOn, view.locale), names: d.names.join(", ") })} {d.reason}
        </p>
      ))}
      <Source view={view} item={item} />
      {alike.length > 0 && (
        <section>
          <h2>{t("item.alike")}</h2>
          <Rows>
            {alike.map((hit) => {
              const one = known.find(({ id }) => id === Number(hit.id))
              return (
                <Row
                  href={view.href(hit.url)}
                  title={hit.title}
                  {...(one && {
                    mini: [longDate(one.adoptedOn, view.locale), shortened(one.resolutionTitle)],
                    end: <ItemState view={view} item={one} standings={standings} />,
                  })}
                />
              )
            })}
          </Rows>
        </section>
      )}
      <History view={view} subject="item" entries={await journalFor(services, actor, { kind: "item", id })} />
    </Page>,
  )
}

/** Where the thing lies matters to the staff alone: others are spared the question. */
const mayDirect = async ({ var: { actor, services } }: Ctx, { territoryId }: WholeItem["resolution"]) =>
  staffSomewhere(actor) && canDirect(actor, await territoryScopes(services.db, territoryId))

const parties = (c: Ctx, item: Item) =>
  partyNames(
    c.var.services.db,
    item.addressees.flatMap((a) => a.partyId ?? []),
  )

function Addressees({
  view,
  item,
  parties: known,
}: {
  view: View
  item: Item
  parties: Awaited<ReturnType<typeof parties>>
}) {
  if (!item.addressees.length) return <>{view.t("item.nobody")}</>
  return (
    <ul class="plain">
      {item.addressees.map((a) => {
        const party = a.partyId === null ? undefined : known.get(a.partyId)
        return (
          <li>
            {party ? <a href={view.href(addressOf(party))}>{a.name}</a> : a.name}
            {a.role !== "lead" && ` (${roleLabel(view.t, a.role)})`}
          </li>
        )
      })}
    </ul>
  )
}

const ThemeLink = ({ view, theme }: { view: View; theme: Theme }) => (
  <a href={view.href(`/resolutions?theme=${theme.id}`)}>{themeName(theme, view.locale)}</a>
)

/** What it goes on with, and where it goes on, as far as the reader may see them. */
function Continuity({ view, item }: { view: View; item: WholeItem }) {
  const line = (key: "item.continues" | "item.continued_in") => (one: WholeItem["continues"][number]) =>
    canSee(view.actor, one) && (
      <p>
        <a href={view.href(`/items/${one.id}`)}>{continuedItem(view, key, one)}</a>{" "}
        <small>{shortened(one.title)}</small>
      </p>
    )
  return (
    <>
      {item.continues.map(line("item.continues"))}
      {item.continuedIn.map(line("item.continued_in"))}
    </>
  )
}

/** The lines of the document that the item was read from. */
function Source({ view, item }: { view: View; item: WholeItem }) {
  const lines = openLines(item.lines, item)
  if (!lines.length) return null
  return (
    <details class="text-around">
      <summary>{view.t("item.source")}</summary>
      <blockquote>
        {lines.map((l) => (
          <p>{[l.marker, l.text].filter(Boolean).join(" ")}</p>
        ))}
      </blockquote>
    </details>
  )
}
