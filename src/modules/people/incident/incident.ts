/** What is known of an incident; more may be written to each, with its time, and nothing is taken back. */
export const facts = ["what", "happened", "cause", "people", "data", "harm", "measures", "contact"] as const
export type Fact = (typeof facts)[number]
/** What Roskomnadzor was told: of the incident itself, of the results of the inner inquiry. People may be told as well. */
export const notices = ["told_first", "told_results", "told_people"] as const
export type Notice = (typeof notices)[number]
export const entryKinds = [...facts, ...notices, "closed"] as const
export type EntryKind = (typeof entryKinds)[number]

export type Entry = { id: number; kind: EntryKind; body: string; toldAt: Date | null; at: Date; userId: string | null }
export type Incident = { number: number; foundAt: Date; createdAt: Date; entries: Entry[] }

/** Hours from the finding until Roskomnadzor is to be told (152-ФЗ, ст. 21, ч. 3.1). */
export const hours = { told_first: 24, told_results: 72 } as const
export type Term = keyof typeof hours
export const terms = ["told_first", "told_results"] as const satisfies Term[]

/** `running`: time is left; `late`: it is over; `done`, `done_late`: told, in time or after. */
export type Clock = {
  term: Term
  due: Date
  state: "running" | "late" | "done" | "done_late"
  toldAt: Date | null
}

/** Where the two terms of an incident stand at an instant. */
export const clocksOf = ({ foundAt, entries }: Pick<Incident, "foundAt" | "entries">, now: Date): Clock[] =>
  terms.map((term) => {
    const due = new Date(foundAt.getTime() + hours[term] * 3_600_000)
    const toldAt = entries.find(({ kind }) => kind === term)?.toldAt ?? null
    const state = toldAt ? (toldAt <= due ? "done" : "done_late") : now <= due ? "running" : "late"
    return { term, due, state, toldAt }
  })

export const isClosed = ({ entries }: Pick<Incident, "entries">): boolean =>
  entries.some(({ kind }) => kind === "closed")

/** All that was written to a fact, the oldest first. */
export const saidOf = ({ entries }: Pick<Incident, "entries">, kind: EntryKind): Entry[] =>
  entries.filter((entry) => entry.kind === kind)
