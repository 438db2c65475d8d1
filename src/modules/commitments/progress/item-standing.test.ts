import { expect, test } from "vitest"
import type { Request } from "../request/request.store.ts"
import { itemStanding } from "./item-standing.ts"

const request = (stage: Request["stage"], more: Partial<Request> = {}) => ({
  role: "lead" as const,
  stage,
  relation: null,
  termOn: null,
  term: "",
  consideredUntil: null,
  answeredOn: stage === "asked" ? null : "2026-03-10",
  releasedOn: stage === "released" ? "2026-06-02" : null,
  askedOn: "2026-03-03",
  ...more,
})
const today = "2026-06-10"

test("an item stands where those who lead stand; helpers and parts do not count", () => {
  expect(itemStanding([request("released"), request("asked", { role: "joint" })], today)).toMatchObject({
    stage: "released",
    tone: "done",
    word: { key: "progress.released_on", params: { date: "2026-06-02" } },
  })
  expect(itemStanding([request("accepted"), request("asked", { relation: "part" })], today)?.stage).toBe("accepted")
  expect(itemStanding([request("asked", { role: "joint" })], today)?.stage).toBe("asked")
})

test("who proposed other terms is not silent, and has decided nothing", () => {
  expect(itemStanding([request("asked")], today)).toMatchObject({ tone: "silent", word: { key: "progress.asked" } })
  expect(itemStanding([request("asked", { answeredOn: "2026-03-05" })], today)).toMatchObject({
    stage: "asked",
    tone: "work",
    word: { key: "progress.undecided", params: { date: "2026-03-03" } },
  })
})

test("who handed the item on does not hold it up, and a withdrawn request says nothing", () => {
  expect(itemStanding([request("handed_over"), request("received", { relation: "handed_over" })], today)?.stage).toBe(
    "received",
  )
  expect(itemStanding([request("withdrawn")], today)).toBeUndefined()
})

test("of many it is done when all are, and one refusal among deeds does not undo them", () => {
  expect(itemStanding([request("released"), request("asked")], today)).toMatchObject({
    stage: "accepted",
    detail: { params: { answered: 1, all: 2 } },
  })
  expect(itemStanding([request("released"), request("declined")], today)?.stage).toBe("released")
  expect(itemStanding([request("declined"), request("declined")], today)?.stage).toBe("declined")
})

test("a term that has passed is said to be overdue", () => {
  expect(itemStanding([request("accepted", { termOn: "2026-06-09" })], today)?.tone).toBe("late")
  expect(itemStanding([request("accepted", { termOn: "2026-06-10" })], today)?.tone).toBe("work")
})
