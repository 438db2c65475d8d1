import type { View } from "#platform/view.ts"
import { StateMark } from "#ui/state-mark.tsx"
import { Moment } from "#ui/time.tsx"
import type { Clock } from "./incident.ts"

const tones = { running: "work", late: "late", done: "done", done_late: "silent" } as const

/** Whole hours that are left, or that a term is late by; less than one counts as one. */
export const hoursOf = ({ due }: Pick<Clock, "due">, now: Date): number =>
  Math.max(1, Math.floor(Math.abs(due.getTime() - now.getTime()) / 3_600_000))

export const clockSaid = ({ t, now }: Pick<View, "t" | "now">, clock: Clock): string =>
  t(`incident.clock.${clock.state}`, { hours: hoursOf(clock, now) })

/** Where a term stands: in words, with the instant until which Roskomnadzor is to be told. */
export const ClockLine = ({ view, clock }: { view: View; clock: Clock }) => (
  <>
    <StateMark tone={tones[clock.state]} word={clockSaid(view, clock)} />{" "}
    <span class="mini">
      {view.t("incident.until")} <Moment view={view} at={clock.due} plain />
    </span>
  </>
)
