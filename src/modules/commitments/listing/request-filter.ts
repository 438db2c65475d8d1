import { type Stage, stages } from "../request/request.ts"

export const alarms = ["overdue", "soon", "silent", "no_term"] as const
export type Alarm = (typeof alarms)[number]
export const waitingKinds = ["report", "extend", "propose", "decline", "ask"] as const
export type WaitingKind = (typeof waitingKinds)[number]

const number = (text: string | undefined) => (text && /^\d{1,9}$/.test(text) ? Number(text) : undefined)
const one = <T extends string>(all: readonly T[], text: string | undefined) => all.find((x) => x === text)

/** Filters of the list of requests as the address holds them; whatever does not fit is passed over. */
export function filterOf(query: Record<string, string | undefined>) {
  const [key, id] = (query.after ?? "").split("~")
  const after = key !== undefined && number(id) !== undefined && /^(\d{4}-\d\d-\d\d)?$/.test(key)
  return {
    alarm: one(alarms, query.alarm),
    waiting: one(waitingKinds, query.waiting),
    stage: one(stages, query.stage) as Stage | undefined,
    territory: number(query.territory),
    body: number(query.body),
    resolution: number(query.resolution),
    theme: number(query.theme),
    year: query.year && /^(19|20)\d\d$/.test(query.year) ? Number(query.year) : undefined,
    after: after ? { key, id: number(id)! } : undefined,
  }
}
export type RequestFilter = ReturnType<typeof filterOf>

/** The address of the list with some filters changed; `undefined` drops one. */
export function listAddress(
  q: RequestFilter,
  change: Record<string, string | number | undefined> = {},
  path = "/requests",
): string {
  const { after: _, ...kept } = q
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...kept, ...change }))
    if (value !== undefined) params.set(name, String(value))
  return params.size ? `${path}?${params}` : path
}
