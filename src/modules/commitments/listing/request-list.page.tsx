import { type ItemLine, itemLines, numberOf, visibleTo } from "#modules/deliberation/public.ts"
import { allTerritories, asTree, idsBelow, partyById } from "#modules/registry/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import { longDate } from "#platform/office/dates.ts"
import type { View } from "#platform/view.ts"
import { LinkButton } from "#ui/button.tsx"
import { SelectField } from "#ui/field.tsx"
import { ChipLinks, Filters } from "#ui/filters.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, ListHead, Pager, Row, Rows } from "#ui/list.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import { reaches } from "../desk/reach.ts"
import { mayDecide } from "../request/request.policy.ts"
import type { Request } from "../request/request.store.ts"
import { stages } from "../request/request.ts"
import { requestWord } from "../request/request-words.ts"
import { loadRule } from "../rule/rule.store.ts"
import { countRequests, listRequests, placeAfter, type Reader } from "./list-requests.store.ts"
import { alarms, filterOf, listAddress, type RequestFilter, waitingKinds } from "./request-filter.ts"

const pageSize = 50

/** What the reader of this request may see of the list. */
export async function readerOf(c: Ctx, q: RequestFilter): Promise<Reader> {
  const { services, actor, view } = c.var
  const { soonDays, silentDays } = await loadRule(services.db)
  const all = q.territory || q.waiting ? await allTerritories(services.db) : []
  const below = q.territory ? idsBelow(all, q.territory) : undefined
  // That a question waits is known to those who may answer it, not to the staff of other territories.
  const { control } = reaches(actor, all)
  const own = q.waiting && control !== "everywhere" ? control : undefined
  const territories = below && own ? below.filter((id) => own.includes(id)) : (below ?? own)
  return { visibilities: visibleTo(actor), territories, today: view.today, soonDays, silentDays }
}

/** What waits for a word is the business of those who say it: others read a list without it. */
export const openFilter = (c: Ctx): RequestFilter => {
  const q = filterOf(c.req.query())
  return mayDecide(c.var.actor) ? q : { ...q, waiting: undefined }
}

const feedOf = ({ resolution, body }: RequestFilter): RequestFilter => ({ ...filterOf({}), resolution, body })

/** «Запросы»: who was asked what, and where it stands; narrowed by the address. */
export async function requestList(c: Ctx) {
  const { view, services, actor } = c.var
  const { db } = services
  const q = openFilter(c)
  const reader = await readerOf(c, q)
  const found = await listRequests(db, q, reader, pageSize + 1)
  const shown = found.slice(0, pageSize)
  const lines = await itemLines(
    db,
    shown.map((r) => r.itemId),
  )
  const { count, more } = await countRequests(db, q, reader)
  const body = q.body ? await partyById(db, q.body) : undefined
  const { t } = view
  const last = shown.at(-1)
  const active = await activeFilters(c, q, body?.name, lines)
  return c.html(
    <Page view={view} title={t("requests.title")} state={t("requests.what")}>
      <p>
        <a href={view.href("/requests/figures")}>{t("figures.title")}</a>
      </p>
      <ChipLinks
        label={t("requests.alarms")}
        chips={[undefined, ...alarms].map((alarm) => ({
          label: t(`requests.alarm.${alarm ?? "all"}`),
          href: view.href(listAddress(q, { alarm, waiting: undefined })),
          current: q.alarm === alarm && !q.waiting,
        }))}
      />
      {mayDecide(actor) && (
        <ChipLinks
          label={t("requests.waiting")}
          chips={waitingKinds.map((waiting) => ({
            label: t(`requests.waiting.${waiting}`),
            href: view.href(listAddress(q, { waiting, alarm: undefined })),
            current: q.waiting === waiting,
          }))}
        />
      )}
      <RequestFilters view={view} q={q} active={active} territories={asTree(await allTerritories(db))} />
      <ListHead
        view={view}
        count={more ? t("requests.more_than", { count }) : t("requests.count", { count })}
        downloads={[
          { href: view.href(listAddress(q, {}, "/requests.xlsx")), label: ".xlsx" },
          { href: view.href(listAddress(feedOf(q), {}, "/requests.rss")), label: "RSS", icon: "rss" },
        ]}
      />
      {shown.length ? (
        <Rows label={t("requests.title")}>
          {shown.map((request) => (
            <RequestRow view={view} request={request} line={lines.get(request.itemId)} />
          ))}
        </Rows>
      ) : (
        <Empty title={t("requests.empty")} why={t(active.length ? "requests.empty_filters" : "requests.empty_why")}>
          {active.length > 0 && <LinkButton href={view.href("/requests")}>{t("requests.drop_filters")}</LinkButton>}
        </Empty>
      )}
      <Pager
        view={view}
        first={q.after && view.href(listAddress(q))}
        more={found.length > pageSize && last ? view.href(listAddress(q, { after: placeAfter(q, last) })) : undefined}
      />
    </Page>,
  )
}

const capitalised = (text: string) => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())

/** One request in a list: its words, whom, of which resolution, and where it stands. */
export function RequestRow({ view, request, line }: { view: View; request: Request; line: ItemLine | undefined }) {
  const word = requestWord(view, request)
  const number = line ? numberOf(line).replace(/\.$/, "") : ""
  return (
    <Row
      href={view.href(`/requests/${request.id}`)}
      title={capitalised(request.wording || line?.text || view.t("requests.one", { number: request.id }))}
      mini={[
        request.addressee,
        line && view.t("requests.of", { number, date: longDate(line.resolution.adoptedOn, view.locale) }),
        line?.resolution.title,
      ]}
      end={<StateMark tone={word.tone} word={word.text} />}
    />
  )
}

async function activeFilters(c: Ctx, q: RequestFilter, body: string | undefined, lines: Map<number, ItemLine>) {
  const { view, services } = c.var
  const drop = (name: string) => view.href(listAddress(q, { [name]: undefined }))
  const territory = q.territory && (await allTerritories(services.db)).find((x) => x.id === q.territory)
  const resolution = [...lines.values()].find((line) => line.resolution.id === q.resolution)
  return [
    q.stage && { label: view.t(`requests.stage.${q.stage}`), href: drop("stage") },
    q.year && { label: String(q.year), href: drop("year") },
    territory && { label: territory.name, href: drop("territory") },
    q.body && { label: body ?? "", href: drop("body") },
    q.theme && { label: view.t("requests.one_theme"), href: drop("theme") },
    q.resolution && {
      label: resolution?.resolution.title.slice(0, 60) || view.t("requests.one_resolution"),
      href: drop("resolution"),
    },
  ].flatMap((x) => x || [])
}

function RequestFilters(props: {
  view: View
  q: RequestFilter
  active: { label: string; href: string }[]
  territories: ReturnType<typeof asTree>
}) {
  const { view, q, active, territories } = props
  const { t } = view
  const years = Array.from({ length: view.now.getFullYear() - 2014 }, (_, i) => String(view.now.getFullYear() - i))
  const text = (value: number | string | undefined) => (value === undefined ? "" : String(value))
  const kept = { body: q.body, resolution: q.resolution, theme: q.theme, alarm: q.alarm, waiting: q.waiting }
  const keep = Object.fromEntries(Object.entries(kept).map(([name, value]) => [name, text(value) || undefined]))
  return (
    <Filters view={view} action="/requests" active={active} keep={keep}>
      <SelectField
        view={view}
        name="stage"
        label={t("requests.stage")}
        value={text(q.stage)}
        empty={t("requests.any")}
        options={stages.map((stage) => ({ value: stage, label: t(`requests.stage.${stage}`) }))}
      />
      <SelectField
        view={view}
        name="year"
        label={t("requests.year")}
        value={text(q.year)}
        empty={t("requests.any")}
        options={years.map((year) => ({ value: year, label: year }))}
      />
      {territories.length > 0 && (
        <SelectField
          view={view}
          name="territory"
          label={t("requests.territory")}
          value={text(q.territory)}
          empty={t("requests.any")}
          options={territories.map((x) => ({ value: String(x.id), label: `${"\u2003".repeat(x.depth)}${x.name}` }))}
        />
      )}
    </Filters>
  )
}
