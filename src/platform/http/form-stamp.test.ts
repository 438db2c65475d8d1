import { expect, test } from "vitest"
import { ageOf, readStamp, writeStamp } from "./form-stamp.ts"

const secret = "s".repeat(40)
const at = new Date("2026-03-10T09:00:00Z")
const after = (ms: number) => new Date(at.getTime() + ms)

test("a form's stamp is read back, and none can be made up or changed", () => {
  const text = writeStamp(secret, { at, a: 3, b: 4 })
  expect(readStamp(secret, text)).toEqual({ at, a: 3, b: 4 })
  expect(readStamp("another secret of the same sort, long", text)).toBeUndefined()
  expect(readStamp(secret, text.replace("-3-4.", "-3-5."))).toBeUndefined()
  for (const wrong of ["", "1-2-3.x", text.slice(0, -1), `${text}a`]) expect(readStamp(secret, wrong)).toBeUndefined()
})

test("people take three seconds at least and a day at most", () => {
  const stamp = { at, a: 1, b: 1 }
  expect(ageOf(stamp, after(2_999))).toBe("young")
  expect(ageOf(stamp, after(3_000))).toBe("right")
  expect(ageOf(stamp, after(86_400_000))).toBe("right")
  expect(ageOf(stamp, after(86_400_001))).toBe("old")
  expect(ageOf(undefined, at)).toBe("old")
})
