export type MarkerStyle = "roman" | "arabic" | "paren" | "decimal" | "letter" | "bullet"
/** `label` is the number as printed, without the closing dot or bracket; `numbers` its ordinals (empty for a bullet). */
export type Marker = { style: MarkerStyle; label: string; numbers: number[] }
export type Marked = { marker: Marker; rest: string }

export const months = "январ|феврал|март|апрел|ма[йея]|июн|июл|август|сентябр|октябр|ноябр|декабр"
const bullet = /^(?:[•·●○◦▪■□▫◆◇►▶➢➤✓✔✅*‣⁃∙⚫❖§\ue000-\uf8ff]\s*|[-–—−]\s*(?!\d)|[oо]\s(?=[А-ЯЁ]))(?=\S)/u
const decimal = /^(\d{1,2}(?:\.[1-9]\d?){1,3})(?:\s?[.)]\s*|\s+)(?=[\p{L}«"“„([])/u
const arabic = /^(\d{1,3})\s?([.)])\s*(?=[^\d\s.)])/
const loose = /^(\d{1,2})(?:\t+|\s{3,})(?=[\p{Lu}«"“„])/u
const roman = /^([IVXLХІ]{1,6})\s?[.)]\s*(?=[\p{L}«"“„(])/u
const letter = /^([а-яёa-z])\)\s*(?=\S)/u
const notAfterNumber = new RegExp(
  `^(?:г\\.|ч\\.|мин\\.|тыс\\.|руб\\.|чел\\.|%|(?:год|года|лет|час|часа|часов|минут|млн|млрд|тысяч|рублей|процентов|человек|человека)(?!\\p{L})|(?:${months})\\p{Ll}*\\s+(?:\\d{4}|г))`,
  "iu",
)

const romanDigits: Record<string, number> = { I: 1, V: 5, X: 10, L: 50 }

function romanValue(text: string): number {
  const digits = [...text.replaceAll("Х", "X").replaceAll("І", "I")].map((letter) => romanDigits[letter] ?? 0)
  return digits.reduce((sum, digit, i) => sum + (digit < (digits[i + 1] ?? 0) ? -digit : digit), 0)
}

/**
 * Reads the number, letter or bullet at the start of a line: «1.», «2)», «3.1», «IV.», «а)», «-», «•».
 * Gives null for what only looks like one: a time «16.00 час.», a date, years «2017-2024», «III (XIX) съезд», «г. Тула».
 * `text` is cleaned, but may keep a tab between a bare number and the words.
 */
export function readMarker(text: string): Marked | null {
  const found = decimal.exec(text)
  if (found) {
    const rest = text.slice(found[0].length)
    if (notAfterNumber.test(rest)) return null
    return { marker: { style: "decimal", label: found[1]!, numbers: found[1]!.split(".").map(Number) }, rest }
  }
  const simple = arabic.exec(text)
  if (simple) {
    const rest = text.slice(simple[0].length)
    if (notAfterNumber.test(rest)) return null
    const style = simple[2] === ")" ? "paren" : "arabic"
    return { marker: { style, label: simple[1]!, numbers: [Number(simple[1])] }, rest }
  }
  const bare = loose.exec(text)
  if (bare) {
    const rest = text.slice(bare[0].length)
    return { marker: { style: "arabic", label: bare[1]!, numbers: [Number(bare[1])] }, rest }
  }
  const latin = roman.exec(text)
  if (latin) {
    const label = latin[1]!.replaceAll("Х", "X").replaceAll("І", "I")
    return { marker: { style: "roman", label, numbers: [romanValue(label)] }, rest: text.slice(latin[0].length) }
  }
  const lettered = letter.exec(text)
  if (lettered) {
    const number = "абвгдежзиклмнопрстуфхцчшщэюя".indexOf(lettered[1]!) + 1
    return {
      marker: { style: "letter", label: lettered[1]!, numbers: [number || lettered[1]!.charCodeAt(0) - 96] },
      rest: text.slice(lettered[0].length),
    }
  }
  const dot = bullet.exec(text)
  if (dot) return { marker: { style: "bullet", label: dot[0].trim(), numbers: [] }, rest: text.slice(dot[0].length) }
  return null
}

/** The number that the word processor showed («1.», «III.», «а)», «•»), rebuilt by the reader of the file. */
export function markerOf(shown: string): Marker {
  const text = shown.trim()
  const read = readMarker(`${/[.)]$/.test(text) ? text : `${text}.`} слово`)
  if (read && read.marker.style !== "bullet") return read.marker
  const letter = /^([а-яёa-z])[.)]?$/iu.exec(text)
  if (letter) return readMarker(`${letter[1]!.toLowerCase()}) слово`)!.marker
  return { style: "bullet", label: text, numbers: [] }
}
