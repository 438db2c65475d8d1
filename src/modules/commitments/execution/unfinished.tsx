import {
  CarryDeed,
  continuedAmong,
  type ItemLine,
  itemLines,
  numberOf,
  resolutionById,
  type Standing,
  said,
} from "#modules/deliberation/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import { longDate } from "#platform/office/dates.ts"
import type { View } from "#platform/view.ts"
import { Row, Rows } from "#ui/list.tsx"
import { dayFrom } from "../listing/list-requests.store.ts"
import { itemStanding, leading } from "../progress/item-standing.ts"
import { type Request, requestsOfItems } from "../request/request.store.ts"
import { loadRule } from "../rule/rule.store.ts"
import { undoneItems } from "./unfinished.store.ts"

const shown = 20
/** More than are shown, for some of them were taken over already or done by others. */
const looked = 60

type Undone = { line: ItemLine; standing: Standing; requests: Request[] }
type Draft = { id: number; version: number; territoryId: number | null; carried: number[] }

/** What earlier resolutions left undone, the worst first; what a later one goes on with is not offered again. */
async function undoneFor(c: Ctx, { id, territoryId, carried }: Draft): Promise<Undone[]> {
  const { db } = c.var.services
  const { today } = c.var.view
  const { silentDays } = await loadRule(db)
  const silentSince = dayFrom(today, -silentDays)
  const found = await undoneItems(db, { territoryId, resolutionId: id, today, silentSince, limit: looked })
  const candidates = found.filter((one) => !carried.includes(one)).slice(0, 3 * looked)
  if (!candidates.length) return []
  const taken = await continuedAmong(db, candidates)
  const lines = await itemLines(db, candidates)
  const demo = (await resolutionById(db, id))?.demo ?? false
  const byItem = Map.groupBy(await requestsOfItems(db, candidates), (request) => request.itemId)
  return candidates.flatMap((item) => {
    const line = lines.get(item)
    const requests = leading(byItem.get(item) ?? [])
    const standing = itemStanding(requests, today)
    if (!line || line.removed || line.resolution.demo !== demo || taken.has(item)) return []
    return standing && standing.stage !== "released" ? [{ line, standing, requests }] : []
  })
}

/** In one line: «спросили 3 марта 2026 г., ответ 2 апреля 2026 г., просрочено, срок был 1 июня 2026 г.» */
export function historyInWords(view: Pick<View, "t" | "locale">, { standing, requests }: Omit<Undone, "line">): string {
  const { t, locale } = view
  const first = (days: (string | null)[]) => days.filter((day) => day !== null).toSorted()[0]
  const day = (key: "execution.history.asked" | "execution.history.answered", on: string | undefined) =>
    on && t(key, { date: longDate(on, locale) })
  return [
    standing.stage !== "asked" && day("execution.history.asked", first(requests.map((r) => r.askedOn))),
    day("execution.history.answered", first(requests.map((r) => r.answeredOn))),
    said(view, standing.word),
  ]
    .filter(Boolean)
    .join(", ")
}

/** Where a draft is checked: items of earlier resolutions that were left undone, each with the button that takes it over. */
export async function unfinished(c: Ctx, draft: Draft) {
  const { view } = c.var
  const { t, locale } = view
  const all = await undoneFor(c, draft)
  if (!all.length) return null
  const more = all.length > shown
  const rest = draft.territoryId === null ? "/requests" : `/requests?territory=${draft.territoryId}`
  return (
    <details class="card">
      <summary>
        {t(more ? "execution.unfinished.more" : "execution.unfinished", { count: Math.min(all.length, shown) })}
      </summary>
      <Rows label={t("execution.unfinished.label")}>
        {all.slice(0, shown).map((one) => {
          const number = numberOf(one.line).replace(/\.$/, "")
          const { resolution } = one.line
          return (
            <Row
              href={view.href(`/items/${one.line.id}`)}
              title={one.line.text}
              mini={[
                t("requests.of", { number, date: longDate(resolution.adoptedOn, locale) }),
                resolution.title,
                [...new Set(one.requests.map(({ addressee }) => addressee))].join(", "),
                historyInWords(view, one),
              ]}
              end={<CarryDeed view={view} draft={draft} itemId={one.line.id} label={number} />}
            />
          )
        })}
      </Rows>
      <p>
        <a href={view.href(rest)}>{t("execution.unfinished.all")}</a>
      </p>
    </details>
  )
}
