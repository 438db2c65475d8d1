import { expect, it } from "vitest"
import { bodyOf } from "./payload.ts"

const told = {
  event_id: 17,
  event: "party.edited",
  at: new Date("2026-11-21T09:00:00Z"),
  subject_kind: "party",
  subject_id: "42",
  payload: {},
}

it("says what happened to what and when", () => {
  expect(JSON.parse(bodyOf(told))).toEqual({
    type: "party.edited",
    timestamp: "2026-11-21T09:00:00.000Z",
    data: { id: 17, subject: { kind: "party", id: 42 }, payload: {} },
  })
  const user = "00000000-0000-4000-8000-000000000000"
  expect(JSON.parse(bodyOf({ ...told, subject_id: user })).data.subject.id).toBe(user)
})

it("passes on ids, numbers and words of programs, and nothing that looks like a text", () => {
  const payload = {
    ...{ grant: 5, nature: "body", fields: ["name", "letterTo"], second: true, by: null, day: "2026-11-21" },
    ...{ name: "Ульяна", said: "two words", mail: "u@example.ru", list: ["id", "Пётр Ильин"], deep: { id: 1 } },
  }
  expect(JSON.parse(bodyOf({ ...told, payload })).data.payload).toEqual({
    ...{ grant: 5, nature: "body", fields: ["name", "letterTo"], second: true, by: null, day: "2026-11-21" },
  })
})
