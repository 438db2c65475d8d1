import { dayIn } from "#platform/day.ts"
import type { View } from "#platform/view.ts"
import { Day, Moment } from "#ui/time.tsx"

/** When something was said: the instant, or the day where it was entered later. */
export const ActTime = ({ view, act }: { view: View; act: { at: Date; onDay: string } }) =>
  dayIn(view.zone, act.at) === act.onDay ? <Moment view={view} at={act.at} /> : <Day view={view} date={act.onDay} />
