import { expect, test } from "vitest"
import {
  attributesOf,
  cookieOf,
  type Display,
  faces,
  motions,
  parseDisplay,
  plainDisplay,
  schemes,
  sizes,
  spacings,
} from "#ui/display.ts"

const all: Display[] = sizes.flatMap((size) =>
  faces.flatMap((face) =>
    schemes.flatMap((scheme) =>
      spacings.flatMap((spacing) => motions.map((motion) => ({ size, face, scheme, spacing, motion }))),
    ),
  ),
)

test("every choice survives the cookie, which needs no encoding", () => {
  expect(all).toHaveLength(288)
  for (const display of all) {
    const cookie = cookieOf(display)
    expect(parseDisplay(cookie)).toEqual(display)
    expect(encodeURIComponent(cookie)).toBe(cookie)
  }
})

test("the plain view leaves no trace", () => {
  expect(cookieOf(plainDisplay)).toBe("")
  expect(attributesOf(plainDisplay)).toBe("")
})

test("anything odd is the plain view", () => {
  for (const odd of [undefined, "", "size-999", "size", "__", 'scheme-"><script>', "face-comic_size-x", "a-b_c-d"])
    expect(parseDisplay(odd)).toEqual(plainDisplay)
  expect(parseDisplay("size-7_scheme-blue")).toEqual({ ...plainDisplay, scheme: "blue" })
})

test("attributes name only what differs", () => {
  expect(attributesOf({ ...plainDisplay, size: 150, scheme: "white-on-black" })).toBe(
    ' data-size="150" data-scheme="white-on-black"',
  )
})
