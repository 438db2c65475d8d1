import { readings } from "#platform/morphology/az.ts"

const spaces = /[\s\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff]+/g
/** Borders of a table that was printed as text. */
const bars = /(?<=^|\s)[|│¦](?=\s|$)/g
const remnants = /\[(?:bookmark|закладка)\s*:[^\]]*\]/gi

/** «р е ш и л о» → «решило»: three or more single letters with one space between; wider gaps part the words. */
function closeSpacedLetters(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}])\p{L}(?: \p{L}){2,}(?![\p{L}\p{N}])/gu, (run) => {
    const letters = run.split(" ")
    const isWord = letters.length >= 4 && !letters.slice(1).some((one, i) => isUpper(one) && !isUpper(letters[i]!))
    return isWord ? letters.join("") : run
  })
}

export const isUpper = (text: string) => text !== text.toLowerCase() && text === text.toUpperCase()

/** Remnants of the word processor out, every run of white space to one space, letter-spaced words closed. */
export function clean(text: string): string {
  return closeSpacedLetters(
    text
      .replace(remnants, "")
      .replace(/\u00ad/g, "")
      .replace(bars, " ")
      .replace(spaces, " ")
      .trim(),
  )
}

/** As `clean`, but a tab or a run of three and more spaces stays as one tab: it parts two things on one line. */
export function cleanWithGaps(text: string): string {
  return text
    .replace(remnants, "")
    .replace(bars, "\t")
    .split(/\t+|[ \u00a0]{3,}/)
    .map(clean)
    .filter(Boolean)
    .join("\t")
}

/** For matching only: lower case, «ё» as «е», one kind of dash and of quotes. */
export function fold(text: string): string {
  return text.toLowerCase().replace(folded, (sign) => (sign === "ё" ? "е" : dashes.includes(sign) ? "-" : '"'))
}

const dashes = "–—−‒"
const folded = /[ё–—−‒«»„“”"‟]/g

/** «РЕЗОЛЮЦИЯ» → «Резолюция»; abbreviations stay, names of places and unknown names keep a capital. */
export function calmCapitals(text: string): string {
  let first = true
  const loud = /(?<!\p{Lu})\p{Lu}{2,40} \p{Lu} \p{Lu}{2}/u.test(text)
  return text
    .split(" ")
    .map((word) => {
      const isLone = loud && /^[АВИКОСУЯ]$/.test(word)
      const isLoud = isUpper(word) && (isLone || (/\p{L}{2}/u.test(word) && !isAbbreviation(word)))
      const calm = isLoud ? calmWord(word, first) : word
      if (/\p{L}/u.test(word)) first = /[.!?]$/.test(word) && word.length > 3
      return calm
    })
    .join(" ")
}

function calmWord(word: string, first: boolean): string {
  const low = word.toLowerCase()
  const known = readings(low.replace(/[^\p{L}-]/gu, "")).filter((one) => one.known)
  const isName =
    !known.length || known.every((one) => one.tags.has("Geox") || one.tags.has("Surn") || one.tags.has("Name"))
  if (low.length === 1) return low
  return first || isName || /^["«]/.test(word) ? capitalise(low) : low
}

export const capitalise = (text: string) => text.replace(/\p{L}/u, (letter) => letter.toUpperCase())

/** «НКО», «МКУ», «РФ», roman numbers: short and no word of the language. */
function isAbbreviation(word: string): boolean {
  const letters = word.replace(/[^\p{L}]/gu, "")
  if (/^[IVXLC]+$/.test(letters)) return true
  if (letters.length > 5) return false
  if (letters.length === 2) return !/^(?:ИЗ|НА|ПО|ОТ|ДО|ОБ|ЗА|НЕ|НИ|ВО|КО|СО|ИХ|МЫ|ВЫ|ОН|ТО)$/.test(letters)
  return !readings(letters).some((one) => one.known && !one.tags.has("Abbr"))
}
