import { fold } from "./clean.ts"
import { months } from "./numbering.ts"

/** A date in the text: ISO, with its end when it is a range; `from`, `to` are positions. */
export type FoundDate = { date: string; dateEnd?: string; from: number; to: number }

const names = months.split("|").map((one) => new RegExp(`^(?:${one})`))
const monthWord = `(?:${months})\\p{L}*`
const day = '(?:["«“]\\s?)?(\\d{1,2})(?:\\s?["»”])?'
const year = "(\\d{4})(?:-?го)?(?:\\s?(?:года|год|г\\.|г)(?!\\p{L}))?"
const dash = "\\s?[-–—]\\s?"

const patterns: [RegExp, (m: RegExpExecArray) => [number, number, number, number?, number?, number?]][] = [
  [
    new RegExp(
      `(?<!\\d)(?:с\\s)?${day}\\s?(${monthWord})(?:\\s(\\d{4})\\s?(?:г\\.|года)?)?(?:${dash}|\\sпо\\s)${day}\\s?(${monthWord})\\s${year}`,
      "giu",
    ),
    (m) => [Number(m[3] ?? m[6]), month(m[2]!), Number(m[1]), Number(m[6]), month(m[5]!), Number(m[4])],
  ],
  [
    new RegExp(`(?<!\\d)(?:с\\s)?${day}(?:${dash}|\\sпо\\s|\\sи\\s|,\\s)${day}\\s?(${monthWord})\\s${year}`, "giu"),
    (m) => [Number(m[4]), month(m[3]!), Number(m[1]), Number(m[4]), month(m[3]!), Number(m[2])],
  ],
  [
    new RegExp(`(?<!\\d)${day}\\s?(${monthWord})\\s?,?\\s?${year}`, "giu"),
    (m) => [Number(m[3]), month(m[2]!), Number(m[1])],
  ],
  [
    /(?<![\d.])(\d{1,2})\.(\d{1,2})\.?(?:\s?[-–—]\s?)(\d{1,2})\.(\d{1,2})\.((?:19|20)\d{2})(?!\d)(?:\s?(?:года|г\.|г)(?!\p{L}))?/gu,
    (m) => [Number(m[5]), Number(m[2]), Number(m[1]), Number(m[5]), Number(m[4]), Number(m[3])],
  ],
  [
    /(?<![\d.])(\d{1,2})\s?[-–—]\s?(\d{1,2})\.(\d{1,2})\.((?:19|20)\d{2})(?!\d)(?:\s?(?:года|г\.|г)(?!\p{L}))?/gu,
    (m) => [Number(m[4]), Number(m[3]), Number(m[1]), Number(m[4]), Number(m[3]), Number(m[2])],
  ],
  [
    /(?<![\d.])(\d{1,2})\.(\d{1,2})\.((?:19|20)\d{2})(?!\d)(?:\s?(?:года|г\.|г)(?!\p{L}))?/gu,
    (m) => [Number(m[3]), Number(m[2]), Number(m[1])],
  ],
  [
    /(?<![\d.]|№\s?)(\d{1,2})\.(0\d|1[0-2])\.([1-4]\d)(?!\d|\.\d)(?:\s?(?:года|г\.|г)(?!\p{L}))?/gu,
    (m) => [2000 + Number(m[3]), Number(m[2]), Number(m[1])],
  ],
  [/(?<!\d)((?:19|20)\d{2})-(\d{2})-(\d{2})(?!\d)/gu, (m) => [Number(m[1]), Number(m[2]), Number(m[3])]],
]

const month = (word: string) => names.findIndex((one) => one.test(fold(word))) + 1

function iso(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  const valid = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year > 1900 && year < 2100
  return valid ? date.toISOString().slice(0, 10) : null
}

/** All dates with a year, in the order of the text. «12.10 2021» and a date without a year are not dates. */
export function datesIn(text: string): FoundDate[] {
  const folded = text.toLowerCase().replaceAll("ё", "е")
  const found: FoundDate[] = []
  for (const [pattern, read] of patterns) {
    pattern.lastIndex = 0
    for (let m = pattern.exec(folded); m; m = pattern.exec(folded)) {
      // «28.02.2022 г. Мирный»: the letter belongs to the town.
      const town =
        /[\s\u00a0]г\.$/.test(m[0]) && /^\s?\p{Lu}\p{Ll}+(?![\p{L}:])/u.test(text.slice(m.index + m[0].length))
      const [from, to] = [m.index, m.index + m[0].length - (town ? 3 : 0)]
      if (found.some((one) => one.from < to && from < one.to)) continue
      const [y, mo, d, y2, mo2, d2] = read(m)
      const date = iso(y, mo, d)
      const dateEnd = y2 ? iso(y2, mo2!, d2!) : null
      if (date && (!y2 || dateEnd)) found.push({ date, ...(dateEnd ? { dateEnd } : {}), from, to })
    }
  }
  return found.toSorted((a, b) => a.from - b.from)
}
