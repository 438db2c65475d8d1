import type { Reading } from "#platform/morphology/az.ts"
import { capitalise, isUpper } from "./clean.ts"
import { type Case, readingsOf, type Token } from "./tokens.ts"

const keepCase = (form: string, original: string) => {
  const dotless = /ё/i.test(original) ? form : form.replaceAll("ё", "е")
  if (isUpper(original) && original.length > 1) return dotless.toUpperCase()
  return isUpper(original[0]!) ? capitalise(dotless) : dotless
}

/** What must not change with the case. */
const alike = ["masc", "femn", "neut", "NOUN", "ADJF", "PRTF", "actv", "pssv", "past", "pres", "Patr", "Surn", "Supr"]

/** A word's reading put into the nominative of the same number and gender, with the capitals and «ё» of the print. */
export function toNominative(reading: Reading, original: string): string {
  const kept = (reading.tags.has("plur") ? alike.slice(3) : alike).filter((tag) => reading.tags.has(tag))
  const form = reading.inflect("nomn", reading.tags.has("plur") ? "plur" : "sing", ...kept)
  return form ? keepCase(form, original) : original
}

export const inCase = (token: Token | undefined, kase: Case) =>
  readingsOf(token)
    .filter((one) => one.tags.has(kase))
    // «Анне» is Анна rather than a name that is never declined.
    .toSorted((a, b) => Number(a.tags.has("Fixd")) - Number(b.tags.has("Fixd")))
export const modifiers = (token: Token | undefined, kase: Case) =>
  inCase(token, kase).filter((one) => one.tags.has("ADJF") || one.tags.has("PRTF") || one.tags.has("NUMR"))
export const isAdverb = (token: Token | undefined) => readingsOf(token)[0]?.tags.has("ADVB") ?? false
export const agreeing = (all: Reading[], plural: boolean, noun?: Reading) =>
  all.find(
    (one) =>
      one.tags.has("plur") === plural &&
      (plural || !noun || ["masc", "femn", "neut"].every((g) => !noun.tags.has(g) || one.tags.has(g))),
  )

/** «ТОСам», «ВУЗу»: letters with a typed ending. */
export function inflectedAbbreviation(text: string): { name: string; plural: boolean } | null {
  const found = /^(\p{Lu}{2,})(ам|у|ов|а|ами|ом)$/u.exec(text)
  if (!found) return null
  const plural = /ам|ов/.test(found[2]!)
  return { name: found[1]! + (plural ? "ы" : ""), plural }
}

const surnameEndings: Record<Case, [RegExp, string][]> = {
  gent: [
    [/(ов|ев|ёв|ин|ын)а$/u, "$1"],
    [/(ов|ев|ёв|ин|ын)ой$/u, "$1а"],
    [/(ск|цк)ого$/u, "$1ий"],
    [/(ск|цк)ой$/u, "$1ая"],
  ],
  datv: [
    [/(ов|ев|ёв|ин|ын)у$/u, "$1"],
    [/(ов|ев|ёв|ин|ын)ой$/u, "$1а"],
    [/(ск|цк)ому$/u, "$1ий"],
    [/(ск|цк)ой$/u, "$1ая"],
  ],
  accs: [
    [/(ов|ев|ёв|ин|ын)а$/u, "$1"],
    [/(ов|ев|ёв|ин|ын)у$/u, "$1а"],
    [/(ск|цк)ого$/u, "$1ий"],
    [/(ск|цк)ую$/u, "$1ая"],
  ],
  ablt: [
    [/(ов|ев|ёв|ин|ын)ым$/u, "$1"],
    [/(ов|ев|ёв|ин|ын)ой$/u, "$1а"],
    [/(ск|цк)им$/u, "$1ий"],
    [/(ск|цк)ой$/u, "$1ая"],
  ],
}

/** A surname by its ending, where the dictionary knows the word only as something else («Шарыпову» is also a town). */
export function surnameInNominative(word: string, kase: Case): string | null {
  const found = surnameEndings[kase].find(([ending]) => ending.test(word))
  return found ? word.replace(...found) : null
}
