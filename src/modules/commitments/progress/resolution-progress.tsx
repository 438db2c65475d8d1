import type { Ctx } from "#platform/http/env.ts"
import { longDate } from "#platform/office/dates.ts"
import type { View } from "#platform/view.ts"
import { LeadingLine, type Leg } from "#ui/leading-line.tsx"
import { figuresAddress } from "../figures/figure-filter.ts"
import { loadRule } from "../rule/rule.store.ts"
import { FollowLink } from "../subscription/follow.page.tsx"
import { countedOf } from "./progress.store.ts"
import { type ResolutionState, resolutionState } from "./resolution-state.ts"

/** On the page of a resolution whose addressees were asked: the state in words, then the line. */
export async function resolutionProgress(c: Ctx, { id, items }: { id: number; items: number }) {
  const { view, services } = c.var
  const requests = await countedOf(services.db, id)
  if (!requests.length) return null
  const { silentDays } = await loadRule(services.db)
  const s = resolutionState(requests, view.today, silentDays)
  const { t } = view
  return (
    <>
      <p class="state">
        <b>{t("progress.state.released", { released: s.released, all: items })}</b>
        {t("progress.state.rest", { ...s, days: silentDays })}
      </p>
      <LeadingLine
        legs={legsOfState(view, s, items)}
        caption={t("progress.legs.caption", { date: longDate(view.today, view.locale) })}
      />
      <p>
        <a href={view.href(figuresAddress({ by: "resolution", key: id }))}>{t("figures.link")}</a>
        {" · "}
        <FollowLink view={view} kind="resolution" id={id} />
        {" · "}
        <a href={view.href(`/resolutions/${id}/execution`)}>{t("execution.title")}</a>
      </p>
    </>
  )
}

/** The way of a resolution in numbers: of so many items so many went on to each mark. */
export function legsOfState({ t }: Pick<View, "t">, s: ResolutionState, items: number): Leg[] {
  const share = (part: number, whole: number) => (whole ? part / whole : 0)
  const accepted = s.inWork + s.reported + s.released
  return [
    { count: items, label: t("progress.legs.adopted", { count: items }), share: share(s.asked, items) },
    { count: s.asked, label: t("progress.legs.asked", { count: s.asked }), share: share(s.answered, s.asked) },
    {
      count: s.answered,
      label: t("progress.legs.answered", { count: s.answered }),
      share: share(accepted, s.answered),
    },
    { count: accepted, label: t("progress.legs.accepted", { count: accepted }), share: share(s.released, accepted) },
    { count: s.released, label: t("progress.legs.released", { count: s.released }) },
  ].map((leg) => ({ ...leg, ahead: leg.count === 0 }))
}
