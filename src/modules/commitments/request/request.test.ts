import fc from "fast-check"
import { expect, test } from "vitest"
import {
  type ActKind,
  after,
  answerKinds,
  askedStanding,
  decisionKinds,
  needsWord,
  obstacleTo,
  overtaken,
  possible,
  type Said,
  type Standing,
  type Waiting,
} from "./request.ts"

type Kept = { said: Said; standing: Standing; settles: number | null }
type State = { standing: Standing; waiting: Waiting[]; kept: Kept[] }

const kinds = [...answerKinds, ...decisionKinds]
const words = fc.constantFrom("", "Почему и что")
const said = fc.record({
  kind: fc.constantFrom<ActKind>(...kinds),
  onDay: fc.constantFrom("2026-03-01", "2026-04-01", "2026-05-01"),
  text: words,
  termOn: fc.constantFrom(null, "2026-12-31"),
  term: fc.constantFrom("", "постоянно"),
  wording: words,
  until: fc.constantFrom(null, "2026-03-20"),
  share: fc.constantFrom(null, 0, 40, 100),
})

/** One step as `takeAct` makes it, without the database. */
function step(state: State, one: Said, pick: number): State {
  const settles = state.waiting.length ? state.waiting[pick % state.waiting.length]! : null
  const answers = decisionKinds.some((kind) => kind === one.kind) ? settles : null
  if (obstacleTo(one, state.standing, state.waiting, answers)) return state
  const id = state.kept.length + 1
  const ended = [answers, ...overtaken(one, state.waiting)]
  const standing = after(state.standing, one, answers)
  return {
    standing,
    waiting: [...state.waiting.filter((w) => !ended.includes(w)), ...(needsWord(one) ? [{ ...one, id }] : [])],
    kept: [...state.kept, { said: one, standing, settles: answers?.id ?? null }],
  }
}

const walk = fc.array(fc.tuple(said, fc.nat(9)), { maxLength: 40 })
const walked = (steps: [Said, number][]) =>
  steps.reduce((state, [one, pick]) => step(state, one, pick), {
    standing: askedStanding,
    waiting: [],
    kept: [],
  } as State)

test("nothing is released without a report that says all is done, or a stated reason", () => {
  fc.assert(
    fc.property(walk, (steps) => {
      const { kept } = walked(steps)
      kept.forEach(({ said: one, standing }, i) => {
        if (one.kind !== "release") return
        const stood = kept[i - 1]?.standing.stage ?? "asked"
        expect(stood === "reported" || one.text !== "").toBe(true)
        expect(standing).toMatchObject({ stage: "released", share: 100, releasedOn: one.onDay })
      })
    }),
  )
})

test("where a request stands can be told from its acts alone, on any day", () => {
  fc.assert(
    fc.property(walk, (steps) => {
      const { kept, standing } = walked(steps)
      let played = askedStanding
      kept.forEach(({ said: one, standing: stood, settles }) => {
        const answered = settles === null ? null : { ...kept[settles - 1]!.said, id: settles }
        played = after(played, one, answered)
        expect(played).toEqual(stood)
      })
      expect(played).toEqual(standing)
    }),
  )
})

test("what waits for a word is settled at most once, and nothing waits that was never said", () => {
  fc.assert(
    fc.property(walk, (steps) => {
      const { kept, waiting, standing } = walked(steps)
      const settled = kept.flatMap((k) => k.settles ?? [])
      expect(new Set(settled).size).toBe(settled.length)
      for (const one of waiting) {
        expect(needsWord(kept[one.id - 1]!.said)).toBe(true)
        expect(settled).not.toContain(one.id)
      }
      if (standing.stage === "withdrawn") expect(waiting).toEqual([])
    }),
  )
})

test("a term, once agreed, changes only by an act that names another", () => {
  fc.assert(
    fc.property(walk, (steps) => {
      const { kept } = walked(steps)
      let term = { termOn: null as string | null, term: "" }
      for (const { said: one, standing, settles } of kept) {
        const source = settles !== null && one.kind === "agree" ? kept[settles - 1]!.said : one
        const named = source.termOn !== null || source.term !== ""
        const stands = { termOn: standing.termOn, term: standing.term }
        if (!named) expect(stands).toEqual(term)
        term = stands
      }
    }),
  )
})

test.each([
  ["release", "asked", true],
  ["release", "released", false],
  ["report", "declined", false],
  ["accept", "accepted", false],
  ["extend", "accepted", true],
  ["extend", "asked", false],
  ["reopen", "handed_over", false],
] as const)("%s from %s: %s", (kind, stage, can) => {
  expect(possible(kind, { stage }, [])).toBe(can)
})
