import fc from "fast-check"
import { expect, test } from "vitest"
import type { ItemOnDay } from "#modules/deliberation/public.ts"
import type { Act } from "../request/request.store.ts"
import {
  type ActKind,
  after,
  answerKinds,
  askedStanding,
  decisionKinds,
  needsWord,
  obstacleTo,
  overtaken,
  type Standing,
} from "../request/request.ts"
import { type DatedRequest, reportOf, requestOn } from "./execution.ts"

const dayMs = 86_400_000
const first = Date.parse("2026-03-02T09:00:00Z")
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)

/** An act at some hour, entered some days after it was said. */
const step = fc.record({
  kind: fc.constantFrom<ActKind>(...answerKinds, ...decisionKinds),
  hours: fc.nat(80),
  late: fc.nat(6),
  text: fc.constantFrom("", "Почему и что"),
  termOn: fc.constantFrom(null, "2026-12-31"),
  term: fc.constantFrom("", "постоянно"),
  wording: fc.constantFrom("", "Иными словами"),
  until: fc.constantFrom(null, "2026-03-20"),
  share: fc.constantFrom(null, 0, 40, 100),
  pick: fc.nat(9),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

const asked = { id: 1, itemId: 7, recipientId: 3, askedOn: "2026-03-02", at: new Date(first), relation: null }

/** A request with its acts as `takeAct` writes them, without the database. */
function lived(steps: Step[]) {
  let standing: Standing = askedStanding
  let at = first
  const acts: Act[] = []
  for (const one of steps) {
    at += one.hours * 3_600_000
    const central = decisionKinds.some((kind) => kind === one.kind)
    const said = { ...one, onDay: dayOf(central ? at : Math.max(first, at - one.late * dayMs)) }
    const waiting = acts.filter((act) => act.needsWord && act.settledBy === null)
    const settles = central && waiting.length ? waiting[one.pick % waiting.length]! : null
    if (obstacleTo(said, standing, waiting, settles)) continue
    standing = after(standing, said, settles)
    const id = acts.length + 1
    const ends = new Set([settles, ...overtaken(said, waiting)].map((one) => one?.id))
    for (const act of acts) if (ends.has(act.id)) act.settledBy = id
    const agreed = said.kind === "agree" &&
      settles && { termOn: settles.termOn, term: settles.term, wording: settles.wording }
    acts.push({
      ...{ ...said, ...agreed, id, requestId: 1, at: new Date(at), stage: standing.stage },
      ...{ needsWord: needsWord(said), settles: settles?.id ?? null, settledBy: null, links: [], handedTo: null },
    } as unknown as Act)
  }
  return { request: { ...asked, ...standing } as unknown as DatedRequest, acts, end: at }
}
const walk = fc.array(step, { maxLength: 30 })

test("as of today a request stands as it stands", () => {
  fc.assert(
    fc.property(walk, (steps) => {
      const { request, acts, end } = lived(steps)
      expect(requestOn(request, acts, { on: dayOf(end), known: null })).toMatchObject(
        Object.fromEntries(Object.keys(askedStanding).map((key) => [key, request[key as keyof DatedRequest]])),
      )
    }),
  )
})

test("what was known of a day by some instant stays so, whatever is entered afterwards", () => {
  fc.assert(
    fc.property(walk, fc.nat(40), fc.nat(40), (steps, cut, back) => {
      const then = lived(steps.slice(0, cut))
      const now = lived(steps)
      const day = { on: dayOf(Math.max(first, then.end - back * dayMs)), known: new Date(then.end) }
      // Whatever was entered in the very same instant is no later entry.
      fc.pre(now.acts.every((act, i) => i < then.acts.length || act.at > day.known))
      const before = structuredClone(requestOn(then.request, then.acts, day))
      expect(requestOn({ ...then.request, at: now.request.at }, now.acts, day)).toEqual(before)
    }),
  )
})

test("a day in the past does not change by what is said later", () => {
  const past = { on: "2026-03-10", known: null }
  const said = (kind: ActKind, onDay: string, more: object = {}) => ({
    ...{ id: Date.parse(onDay), kind, onDay, at: new Date(`${onDay}T09:00:00Z`), text: "", termOn: null, term: "" },
    ...{ wording: "", until: null, share: null, links: [], settledBy: null, handedTo: null, ...more },
  })
  const acts = [said("accept", "2026-03-05", { termOn: "2026-06-01" })] as unknown as Act[]
  const later = [
    ...acts,
    said("report", "2026-03-20", { share: 100, text: "Готово" }),
    said("release", "2026-03-21"),
  ] as unknown as Act[]
  const request = { ...asked, ...askedStanding } as unknown as DatedRequest
  expect(requestOn(request, later, past)).toEqual(requestOn(request, acts, past))
  expect(requestOn(request, later, past)).toMatchObject({ stage: "accepted", termOn: "2026-06-01", releasedOn: null })
  expect(requestOn(request, later, { on: "2026-03-21", known: null })).toMatchObject({ stage: "released" })
  expect(requestOn(request, later, { on: "2026-03-01", known: null })).toBeNull()
})

test("a decline is told with its reason from the day on which it was looked through", () => {
  const act = (id: number, kind: ActKind, onDay: string, more: object) => ({
    ...{
      id,
      requestId: 1,
      kind,
      onDay,
      at: new Date(`${onDay}T09:00:00Z`),
      text: "",
      links: [],
      settledBy: null,
      ...more,
    },
  })
  const acts = [
    act(1, "decline", "2026-03-05", { text: "Нет денег", settledBy: 2 }),
    act(2, "look", "2026-03-09", {}),
  ] as unknown as Act[]
  const request = { ...asked, ...askedStanding } as unknown as DatedRequest
  const words = (on: string) =>
    requestOn(request, acts, { on, known: null })!.acts.map(({ text, waits }) => [text, waits])
  expect(words("2026-03-06")).toEqual([["", true]])
  expect(words("2026-03-09")).toEqual([["Нет денег", false]])
})

test("an item tells of those who were asked, and of addressees nobody has asked yet", () => {
  const item = (id: number, more: Partial<ItemOnDay> = {}) =>
    ({
      ...{ id, type: "item", path: String(id), label: `${id}.`, words: `Пункт ${id}`, deadline: null, term: "" },
      ...{ heading: null, struck: false, closedAt: null, addressees: [], ...more },
    }) as unknown as ItemOnDay
  const addressees = [
    { name: "Администрация города Лугового", role: "lead" },
    { name: "Совет ветеранов", role: "joint" },
  ] as ItemOnDay["addressees"]
  const request = { ...asked, ...askedStanding, addressee: "Администрация  города Лугового", role: "lead" }
  const items = [item(7, { addressees }), item(8, { addressees, heading: "I. Дворы" }), item(9, { struck: true })]
  const whole = reportOf(items, [request as unknown as DatedRequest], [], { on: "2026-03-02", known: null })
  expect(whole.sections.map(({ heading, items: own }) => [heading, own.map(({ id }) => id)])).toEqual([
    [null, [7]],
    ["I. Дворы", [8]],
    [null, [9]],
  ])
  expect(whole.sections[0]!.items[0]!.rows.map((row) => [row.addressee, row.request !== null])).toEqual([
    ["Администрация  города Лугового", true],
    ["Совет ветеранов", false],
  ])
  expect(whole).toMatchObject({ items: 2, figures: { asked: 1, answered: 0 } })
  const own = reportOf(items, [request as unknown as DatedRequest], [], { on: "2026-03-02", known: null }, 3)
  expect(own.sections.flatMap((s) => s.items.map(({ id, rows }) => [id, rows.length]))).toEqual([[7, 1]])
  expect(own.items).toBe(1)
})
