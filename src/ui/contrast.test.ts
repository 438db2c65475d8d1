import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"

const css = readFileSync(new URL("./styles/tokens.css", import.meta.url), "utf8")

/** Colours of each block of the stylesheet by its selector. */
const schemes = Object.fromEntries(
  [...css.matchAll(/(:root[^{]*?)\s*\{([^}]*)\}/g)].map(([, selector, body]) => [
    selector!,
    Object.fromEntries([...body!.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, hex]) => [name!, hex!])),
  ]),
)

/** Relative luminance and contrast of WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

test("contrast is counted as WCAG counts it", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21)
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2)
})

test("there are six schemes, the dark one twice and the same", () => {
  expect(Object.keys(schemes)).toHaveLength(6)
  expect(schemes[":root:not([data-scheme])"]).toEqual(schemes[':root[data-scheme="dark"]'])
})

describe.each(Object.entries(schemes))("%s", (_, colour) => {
  const grounds = ["paper", "sheet", "soft"] as const
  const texts = ["ink", "ink-2", "sea", "green", "red", "amber"]
  test.each(texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)))(
    "%s on %s is 7:1",
    (text, ground) => {
      expect(contrast(colour[text]!, colour[ground]!)).toBeGreaterThanOrEqual(7)
    },
  )
  test.each(grounds)("borders of controls on %s are 3:1", (ground) => {
    expect(contrast(colour.edge!, colour[ground]!)).toBeGreaterThanOrEqual(3)
  })
  // Where all colours are one, state.css draws the ground of a bar as an outline.
  const isOne = colour.line === colour.ink
  test.each(["sea", "green", "red", "amber", "ink-2"])("a bar of %s on its ground is 3:1", (tone) => {
    expect(contrast(colour[tone]!, colour[isOne ? "sheet" : "line"]!)).toBeGreaterThanOrEqual(3)
  })
  test("words on filled buttons are 7:1", () => {
    expect(contrast(colour["on-sea"]!, colour.sea!)).toBeGreaterThanOrEqual(7)
    expect(contrast(colour["on-red"]!, colour.red!)).toBeGreaterThanOrEqual(7)
  })
})
