/** The time as an argument: commands, jobs and pages never read the wall clock themselves. */
export type Clock = { now(): Date }

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still; for tests, seeds and replays. `at` is an ISO 8601 instant. */
export const fixedClock = (at: string): Clock => ({ now: () => new Date(at) })
