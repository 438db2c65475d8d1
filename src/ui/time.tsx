import type { View } from "#platform/view.ts"
import { type Said, sayDay, sayMoment } from "#ui/when.ts"

const Time = ({ said, datetime }: { said: Said; datetime: string }) => (
  <time datetime={datetime}>
    {said.near}
    {said.near && " "}
    {said.near ? <span class="exact">({said.exact})</span> : said.exact}
  </time>
)

type Look = { view: View /** Only the exact one: in tables and letters. */; plain?: boolean }

/** A date, YYYY-MM-DD: «через 3 дня (24 ноября 2026 г.)». */
export function Day({ view, date, plain }: Look & { date: string }) {
  const said = sayDay(date, view.today, view.locale)
  return <Time datetime={date} said={plain ? { ...said, near: undefined } : said} />
}

/** An instant: «сегодня, 18:00 (21 ноября 2026 г.)», by the clock of the installation or of `zone`. */
export function Moment({ view, at, zone, plain }: Look & { at: Date; zone?: string }) {
  const said = sayMoment(at, plain ? new Date(0) : view.now, zone ?? view.zone, view.locale)
  return <Time datetime={at.toISOString()} said={said} />
}
