/** Kinds of numerals, by the names of Office Open XML (ECMA-376, ST_NumberFormat). */
export type NumberFormat =
  | "decimal"
  | "decimalZero"
  | "upperRoman"
  | "lowerRoman"
  | "upperLetter"
  | "lowerLetter"
  | "russianUpper"
  | "russianLower"
  | "none"

const latin = "abcdefghijklmnopqrstuvwxyz"
/** Without ё, й, ъ, ь, as Word counts (ECMA-376, russianLower). */
const russian = "абвгдежзиклмнопрстуфхцчшщыэюя"
const romanSteps: [number, string][] = [
  [1000, "m"],
  [900, "cm"],
  [500, "d"],
  [400, "cd"],
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
]

/** A number as a list shows it: (3, "russianLower") → "в". What has no such numeral comes in digits. */
export function formatNumber(value: number, format: NumberFormat): string {
  switch (format) {
    case "none":
      return ""
    case "decimalZero":
      return String(value).padStart(2, "0")
    case "lowerRoman":
      return roman(value)
    case "upperRoman":
      return roman(value).toUpperCase()
    case "lowerLetter":
      return letter(value, latin)
    case "upperLetter":
      return letter(value, latin).toUpperCase()
    case "russianLower":
      return letter(value, russian)
    case "russianUpper":
      return letter(value, russian).toUpperCase()
    default:
      return String(value)
  }
}

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value)
  let rest = value
  let text = ""
  for (const [step, sign] of romanSteps)
    while (rest >= step) {
      text += sign
      rest -= step
    }
  return text
}

/** After the last letter of the alphabet come doubled ones: я, аа, бб. */
function letter(value: number, alphabet: string): string {
  const round = Math.ceil(value / alphabet.length)
  if (value < 1 || round > 10) return String(value)
  return alphabet.charAt((value - 1) % alphabet.length).repeat(round)
}
