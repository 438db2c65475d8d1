import { expect, test } from "vitest"
import { openActs } from "./open-acts.ts"
import type { Act } from "./request.store.ts"

let last = 0
const act = (kind: Act["kind"], more: Partial<Act> = {}) =>
  ({
    id: ++last,
    kind,
    text: `${kind}: слова`,
    onDay: "2026-03-14",
    links: [],
    share: null,
    settledBy: null,
    ...more,
  }) as Act
/** An act and the decision that settles it. */
const settled = (one: Act, kind: Act["kind"]) => {
  const by = act(kind)
  return [{ ...one, settledBy: by.id }, by]
}
const told = (acts: Act[]) => openActs(acts).map(({ kind, text, waits }) => [kind, text !== "", waits])

test.each([
  ["a decline waits", () => [act("decline")], [["decline", false, true]]],
  ["a decline that was looked through is told", () => settled(act("decline"), "look"), [["decline", true, false]]],
  [
    "a decline asked about again stays inside",
    () => settled(act("decline"), "reopen"),
    [
      ["decline", false, false],
      ["reopen", true, false],
    ],
  ],
  [
    "a decline that a release overtook was never looked through",
    () => settled(act("decline"), "release"),
    [
      ["decline", false, false],
      ["release", true, false],
    ],
  ],
  [
    "a returned report stays inside",
    () => settled(act("report", { share: 100 }), "return"),
    [
      ["report", false, false],
      ["return", false, false],
    ],
  ],
  [
    "a report of a part waits for nobody's word",
    () => [
      act("report", { share: 40 }),
      ...settled(act("report", { share: 100 }), "release_part"),
      act("report", { share: 70 }),
    ],
    [
      ["report", true, false],
      ["report", true, false],
      ["release_part", true, false],
      ["report", true, false],
    ],
  ],
  [
    "questions and proposals are nobody's business",
    () => [act("ask"), act("propose"), act("extend"), act("reply")],
    [],
  ],
])("%s", (_, acts, expected) => {
  expect(told(acts())).toEqual(expected)
})
