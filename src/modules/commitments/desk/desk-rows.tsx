import { numberOf } from "#modules/deliberation/public.ts"
import { longDate } from "#platform/office/dates.ts"
import type { View } from "#platform/view.ts"
import { LinkButton } from "#ui/button.tsx"
import { ChipLinks } from "#ui/filters.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import { Day } from "#ui/time.tsx"
import { type Alarm, type WaitingKind, waitingKinds } from "../listing/request-filter.ts"
import { shortened } from "../request/request.page.tsx"
import { requestWord } from "../request/request-words.ts"
import { type Found, most } from "./desk.store.ts"
import type { Desk } from "./load-desk.ts"

/** «все (12)», or that there are more than anybody counts. */
export const allOf = ({ t }: View, count: number) =>
  count > most ? t("desk.all_many", { count: most }) : t("desk.all", { count })

/** The address of the list of requests narrowed to this; a coordinator of one territory sees that one there as well. */
export const listOf = (view: View, narrowed: Record<string, string>, territory: number | null) =>
  view.href(
    `/requests?${new URLSearchParams({ ...narrowed, ...(territory !== null && { territory: String(territory) }) })}`,
  )

const itemIn = (desk: Desk, request: number) => desk.items.get(desk.requests.get(request)?.itemId ?? 0)

/** The number of the item that a request is about. */
export function numberIn(desk: Desk, request: number): string {
  const item = itemIn(desk, request)
  return item ? numberOf(item).replace(/\.$/, "") : ""
}

/** «пункт 3: поставить скамьи» */
const itemOf = (view: View, desk: Desk, request: number) =>
  view.t("desk.item", { number: numberIn(desk, request), text: shortened(itemIn(desk, request)?.text ?? "", 70) })

const wordsFor: Record<WaitingKind, string | null> = {
  report: "release",
  ask: "reply",
  decline: "look",
  extend: null,
  propose: null,
}

/** What waits for the actor's word, the oldest first; the first button is the deed of the screen. */
export function WaitingRows({ view, desk, territory }: { view: View; desk: Desk; territory: number | null }) {
  const { t } = view
  const kinds = waitingKinds.filter((kind) => desk.waiting[kind].count > 0)
  const found = kinds
    .flatMap((kind) => desk.waiting[kind].found.map((one) => ({ ...one, kind })))
    .toSorted((a, b) => a.act! - b.act!)
  if (!found.length) return null
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting">{t("desk.waiting")}</h2>
      <Rows label={t("desk.waiting")}>
        {found.map(({ request: id, act: actId, day, kind }, i) => {
          const request = desk.requests.get(id)
          const act = desk.acts.get(actId ?? 0)
          if (!request || !act) return null
          const to = wordsFor[kind] ? `/requests/${id}/decision/${wordsFor[kind]}?act=${actId}` : `/requests/${id}`
          const term = act.termOn ? longDate(act.termOn, view.locale) : act.term
          return (
            <Row
              href={view.href(`/requests/${id}`)}
              title={t(`desk.waits.${kind}`, { addressee: request.addressee, term })}
              mini={[
                itemOf(view, desk, id),
                kind !== "extend" && shortened(act.text, 90),
                t(`request.channel.${act.channel}`),
                <Day view={view} date={day} />,
              ]}
              end={
                <LinkButton href={view.href(to)} kind={i === 0 ? "primary" : "secondary"}>
                  {t(`desk.do.${kind}`)}
                </LinkButton>
              }
            />
          )
        })}
      </Rows>
      <ChipLinks
        label={t("desk.waiting.all")}
        chips={kinds.map((kind) => ({
          label: t(`desk.kind.${kind}`),
          href: listOf(view, { waiting: kind }, territory),
          count: desk.waiting[kind].count,
        }))}
      />
    </section>
  )
}

const dayMs = 86_400_000
/** «Опоздание 3 дня»: what the day of a list means for its requests. */
function since(view: View, stage: string, day: string): string | false {
  const days = Math.round((Date.parse(view.today) - Date.parse(day)) / dayMs)
  if (stage === "asked") return view.t("request.state.silent", { days })
  if (stage === "received") return view.t("request.state.considered", { days })
  return stage === "accepted" && view.t(`request.state.${days > 0 ? "late" : "left"}`, { days: Math.abs(days) })
}

/** One line about a request that rings an alarm: who, which item, where it stands, since when. */
export function RequestRow({ view, desk, one }: { view: View; desk: Desk; one: Found }) {
  const request = desk.requests.get(one.request)
  if (!request) return null
  const { tone, text } = requestWord(view, request)
  return (
    <Row
      href={view.href(`/requests/${request.id}`)}
      title={request.addressee}
      mini={[
        itemOf(view, desk, request.id),
        request.termOn !== null || request.stage !== "accepted" ? since(view, request.stage, one.day) : false,
      ]}
      end={<StateMark tone={tone} word={text} />}
    />
  )
}

/** The beginning of a list of requests, the way to the rest of it, and the bulk reminder where one helps. */
export function AlarmRows(props: {
  view: View
  desk: Desk
  alarm: Alarm
  territory: number | null
  /** Whether reminders may be sent from here. */
  reminds: boolean
}) {
  const { view, desk, alarm, territory, reminds } = props
  const { t } = view
  const { found, count } = desk.ringing[alarm]
  if (!count) return null
  return (
    <section aria-labelledby={alarm}>
      <h2 id={alarm}>{t(`desk.alarm.${alarm}`, { days: desk.days.silentDays })}</h2>
      <Rows label={t(`desk.alarm.${alarm}`, { days: desk.days.silentDays })}>
        {found.map((one) => (
          <RequestRow view={view} desk={desk} one={one} />
        ))}
      </Rows>
      <p class="buttons">
        {reminds && alarm !== "no_term" && (
          <LinkButton href={view.href(`/reminders/new?alarm=${alarm}`)}>{t("desk.remind")}</LinkButton>
        )}
        <LinkButton kind="link" href={listOf(view, { alarm }, territory)}>
          {allOf(view, count)}
        </LinkButton>
      </p>
    </section>
  )
}
