const spaces = /[\s\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff]+/g
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
      .replace(spaces, " ")
      .trim(),
  )
}

/** As `clean`, but a tab or a run of three and more spaces stays as one tab: it parts two things on one line. */
export function cleanWithGaps(text: string): string {
  return text
    .replace(remnants, "")
    .split(/\t+|[ \u00a0]{3,}/)
    .map(clean)
    .filter(Boolean)
    .join("\t")
}

/** For matching only: lower case, «ё» as «е», one kind of dash and of quotes. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/[–—−‒]/g, "-")
    .replace(/[«»„“”"‟]/g, '"')
}

/** «РЕЗОЛЮЦИЯ» → «Резолюция»; short all-capitals that are abbreviations stay. */
export function calmCapitals(text: string): string {
  const words = text.split(" ")
  const loud = words.filter((word) => /^[^\p{Ll}]*\p{Lu}{4,}[^\p{Ll}]*$/u.test(word))
  if (!loud.length) return text
  const mostlyLoud = loud.length * 2 >= words.filter((word) => /\p{L}{2}/u.test(word)).length
  let first = true
  return words
    .map((word) => {
      const isLoud = isUpper(word) && (mostlyLoud || loud.includes(word)) && !isAbbreviation(word)
      const result = isLoud
        ? first || /^["«(]/.test(word)
          ? capitalise(word.toLowerCase())
          : word.toLowerCase()
        : word
      if (/\p{L}/u.test(word)) first = /[.!?]$/.test(word)
      return result
    })
    .join(" ")
}

export const capitalise = (text: string) => text.replace(/\p{L}/u, (letter) => letter.toUpperCase())

/** No vowel, or a vowel too few for a word: «НКО», «СО», «МКУ», «ТОС», «РФ»; roman numbers too. */
function isAbbreviation(word: string): boolean {
  const letters = word.replace(/[^\p{L}]/gu, "")
  if (/^[IVXLC]+$/.test(letters)) return true
  if (/^(и|в|на|о|об|по|с|со|к|от|до|для|за|из|не|при)$/i.test(letters)) return false
  return letters.length <= 5 && !/[АЕЁИОУЫЭЮЯ].*[АЕЁИОУЫЭЮЯ]/.test(letters) && letters.length <= 4
}
