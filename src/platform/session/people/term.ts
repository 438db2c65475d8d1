import { startOfDay, understandDay } from "#platform/day.ts"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"

/**
 * Two days of a form as instants of the installation's zone; the last day counts whole.
 * @returns `from: undefined` for today or nothing, `until: null` for nothing; `errors` by field
 */
export function termOf({ today, zone }: Pick<View, "today" | "zone">, values: { from: string; until: string }) {
  const errors: Record<string, Saying> = {}
  const day = (name: "from" | "until") => {
    const found = values[name] ? understandDay(values[name], today) : null
    if (values[name] && !found) errors[name] = { key: "invalid.date" }
    return found
  }
  const [from, until] = [day("from"), day("until")]
  const next = (date: string) => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10)
  return {
    errors,
    from: from && from !== today ? startOfDay(from, zone) : undefined,
    until: until ? startOfDay(next(until), zone) : null,
  }
}
