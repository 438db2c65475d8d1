import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { carry } from "./carry.ts"
import type { DraftContent, Piece } from "./draft.ts"
import { applyEdit, CannotEdit, endOf, type OwnEdit } from "./edit.ts"

const piece = (id: string, path: string, depth: number, text: string, more: Partial<Piece> = {}): Piece => ({
  id,
  type: "item",
  depth,
  label: path,
  path,
  text,
  addressees: [],
  force: "recommend",
  deadline: null,
  term: "",
  fromLine: 1,
  toLine: 1,
  doubts: ["no_verb"],
  expectedResult: null,
  ...more,
})
const council = { raw: "Совету", name: "Совет", role: "lead" as const, partyId: null }
const draft = (pieces: Piece[]): DraftContent => ({
  title: "Резолюция",
  kind: "round_table",
  heldOn: null,
  heldUntil: null,
  place: "",
  organiser: "",
  participantsCount: null,
  participants: [],
  passages: [{ kind: "unrecognised", tone: "", text: "Открыть клуб.", line: 9 }],
  pieces,
})
const sample = draft([
  piece("p1", "1", 0, "Совету:", { type: "block", addressees: [council] }),
  piece("p2", "1.1", 1, "провести встречу и издать сборник", { addressees: [council] }),
  piece("p3", "1.2", 1, "создать группу:"),
  piece("p4", "1.2.1", 2, "по культуре"),
  piece("p5", "2", 0, "Поддержать начинание", { force: "endorse" }),
])
const paths = (d: DraftContent) => d.pieces.map((p) => `${p.depth}:${p.path}`)

describe("an edit of a draft", () => {
  test("splits a piece in two and renumbers nothing", () => {
    const result = applyEdit(sample, { do: "split", piece: "p2", at: "провести встречу".length })
    expect(paths(result)).toEqual(["0:1", "1:1.1", "1:1.1-1", "1:1.2", "2:1.2.1", "0:2"])
    expect(result.pieces[2]).toMatchObject({ text: "и издать сборник", label: "1.1-1", addressees: [council] })
  })
  test("joins a piece to the one above", () => {
    const result = applyEdit(sample, { do: "merge", piece: "p3" })
    expect(result.pieces[1]!.text).toBe("провести встречу и издать сборник создать группу:")
    expect(paths(result)).toEqual(["0:1", "1:1.1", "2:1.2.1", "0:2"])
  })
  test("moves a piece with what stands under it, within its own level", () => {
    expect(paths(applyEdit(sample, { do: "up", piece: "p3" }))).toEqual(["0:1", "1:1.2", "2:1.2.1", "1:1.1", "0:2"])
    expect(paths(applyEdit(sample, { do: "down", piece: "p2" }))).toEqual(["0:1", "1:1.2", "2:1.2.1", "1:1.1", "0:2"])
    expect(() => applyEdit(sample, { do: "up", piece: "p2" })).toThrow(CannotEdit)
  })
  test("a change of a block's addressee reaches the items that inherited it, and no others", () => {
    const duma = { ...council, name: "Дума" }
    const result = applyEdit(sample, { do: "addressees", piece: "p1", addressees: [duma] })
    expect(result.pieces.map((p) => p.addressees[0]?.name)).toEqual(["Дума", "Дума", undefined, undefined, undefined])
  })
  test("a dropped piece goes to the unrecognised, and can be taken back", () => {
    const dropped = applyEdit(sample, { do: "drop", piece: "p4" })
    expect(dropped.passages.at(-1)).toMatchObject({ kind: "unrecognised", text: "по культуре" })
    const back = applyEdit(dropped, { do: "take", passage: 1, after: "p3" })
    expect(back.pieces[3]).toMatchObject({ text: "по культуре", depth: 1, path: "1.2-1" })
  })
  test("a new force asks again what must appear", () => {
    const answered = applyEdit(sample, { do: "result", piece: "p5", expectedResult: "" })
    expect(applyEdit(answered, { do: "force", piece: "p5", force: "endorse" }).pieces[4]!.expectedResult).toBeNull()
  })
})

const earlier = (id: number) => ({
  id,
  text: "plant trees",
  force: "instruct" as const,
  expectedResult: null,
  addressees: [council],
})

describe("an item of an earlier resolution", () => {
  test("comes to the end with a number of its own, from no line of the source, and once", () => {
    const dotted = draft([piece("p1", "1", 0, "Открыть клуб", { label: "1." })])
    const carried = carry(dotted, earlier(7))
    expect(carried.pieces[1]).toEqual({
      id: "p2",
      type: "item",
      depth: 0,
      path: "2",
      label: "2.",
      text: "plant trees",
      addressees: [council],
      force: "instruct",
      deadline: null,
      term: "",
      fromLine: null,
      toLine: null,
      doubts: [],
      expectedResult: null,
      carriedFrom: 7,
    })
    expect(() => carry(carried, earlier(7))).toThrow(new CannotEdit("carried_already"))
    expect(carry(carried, earlier(8)).pieces[2]).toMatchObject({ path: "3", carriedFrom: 8 })
  })
  test("that is dropped was no word of this document; joined with one, it leaves nothing behind", () => {
    const carried = carry(sample, earlier(7))
    const id = carried.pieces.at(-1)!.id
    expect(applyEdit(carried, { do: "drop", piece: id })).toEqual(sample)
    const first = applyEdit(carried, { do: "up", piece: id })
    const joined = applyEdit(first, { do: "merge", piece: "p5" }).pieces.at(-1)!
    expect(joined).toMatchObject({ text: "plant trees Поддержать начинание", fromLine: 1, toLine: 1, carriedFrom: 7 })
    const dropped = applyEdit(draft([joined]), { do: "drop", piece: joined.id })
    expect(dropped.passages.at(-1)).toMatchObject({ text: "plant trees Поддержать начинание", line: 1 })
  })
})

// What is carried over is written in Latin letters.
const words = (d: DraftContent) =>
  [...d.pieces.map((p) => p.text), ...d.passages.map((p) => p.text)]
    .join(" ")
    .split(/[a-z\s]+/)
    .filter(Boolean)
    .sort()
const structural = fc.record({
  do: fc.constantFrom("split", "merge", "promote", "demote", "up", "down", "drop", "looked", "take", "carry"),
  n: fc.nat(20),
  at: fc.integer({ min: 1, max: 20 }),
})

test("whatever is done to the structure: no word is lost, paths stay unique, no level is skipped", () => {
  fc.assert(
    fc.property(fc.array(structural, { maxLength: 30 }), (steps) => {
      let content = sample
      for (const step of steps) {
        const target = content.pieces[step.n % Math.max(1, content.pieces.length)]
        const edit =
          step.do === "take"
            ? { do: "take", passage: step.n % Math.max(1, content.passages.length), after: target?.id ?? null }
            : { do: step.do, piece: target?.id ?? "none", at: step.at }
        try {
          content = step.do === "carry" ? carry(content, earlier(step.n % 3)) : applyEdit(content, edit as OwnEdit)
        } catch (err) {
          if (!(err instanceof CannotEdit)) throw err
        }
      }
      expect(words(content).join("")).toHaveLength(words(sample).join("").length)
      expect(new Set(content.pieces.map((p) => p.path)).size).toBe(content.pieces.length)
      expect(new Set(content.pieces.map((p) => p.id)).size).toBe(content.pieces.length)
      content.pieces.forEach((p, i) => {
        expect(p.depth).toBeLessThanOrEqual((content.pieces[i - 1]?.depth ?? -1) + 1)
        expect(endOf(content.pieces, i)).toBeGreaterThan(i)
      })
    }),
  )
})
