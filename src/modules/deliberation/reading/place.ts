import { readings } from "#platform/morphology/az.ts"
import { capitalise, fold } from "./clean.ts"
import { datesIn } from "./date.ts"

const settlement =
  "(?:г|гор|с|сел|д|дер|п|пос|пгт|р\\.\\s?п|рп|ст|ст-ца|х|аул|сл|деревня|село|город|пос[её]лок|станица|хутор)"
const startsPlace = new RegExp(`^${settlement}(?:\\.\\s?|\\s)\\s?(?=\\p{Lu})`, "u")
const street =
  /^(?:ул\.|улица|пр\.|проспект|пр-т|пер\.|переулок|площадь|пл\.|бульвар|наб\.|набережная|д\.\s?\d|дом\s\d|шоссе|мкр)/iu
/** A district with what it belongs to; a region alone on its line is a letterhead, not a place. */
const region =
  /^\p{Lu}[\p{L}-]+(?:ий|ый|ой|ая|ое)\s(?:муниципальный\s|городской\s)?(?:(?:район|округ)(?:\s(?:\p{Lu}|\()|,)|(?:область|край|республика),\s\p{L})(?!.*[.;:]$)/u
const inProse =
  /(?:(?:^|[\s(])(?:в|во)\s|\((?=г\.))((?:г\.|городе|селе|с\.|пос\.|посёлке|поселке|станице|деревне)\s?)?(\p{Lu}\p{Ll}+(?:-(?:\p{Ll}+-)?\p{Lu}\p{Ll}+)?(?:\s\p{Lu}\p{Ll}+е)?)(?!\p{L})/gu
const kinds: Record<string, string> = {
  городе: "город",
  селе: "село",
  поселке: "посёлок",
  посёлке: "посёлок",
  станице: "станица",
  деревне: "деревня",
}

/** A name of a settlement in the prepositional case, put into the nominative: «Чехове» → «Чехов». */
export function settlementName(word: string): string {
  const parts = word.split(" ")
  if (parts.length > 1) return parts.map(settlementName).join(" ")
  const found = readings(word).filter((one) => one.tags.has("loct") && (one.tags.has("Geox") || one.known))
  const geo = found.find((one) => one.tags.has("Geox")) ?? found[0]
  const plural = geo?.tags.has("plur") ? "plur" : "sing"
  const gender = ["masc", "femn", "neut"].filter((tag) => geo?.tags.has(tag) && geo.tags.has("ADJF"))
  const form = geo?.inflect("nomn", plural, ...gender)
  if (form)
    return form
      .split("-")
      .map((one, i) => (i && /^(?:на|по|ле|ла)$/.test(one) ? one : capitalise(one)))
      .join("-")
  return word
    .replace(/(ск|ов|ев|ин|ын|град|горск|бург|к|м|н|р|т|в|д)е$/u, "$1")
    .replace(/ани$/u, "ань")
    .replace(/ом$/u, "ый")
}

/** Is the word known as the name of a place, in the nominative? */
const isPlaceName = (word: string) => readings(word).some((one) => one.tags.has("Geox") && one.tags.has("nomn"))

/** The place out of a line that holds nothing but place, date, number; null when something else is there. */
export function placeOfLine(text: string): string | null {
  let rest = text.replace(/^\s*\(([^()]*)\)[\s.]*$/, "$1")
  for (const date of datesIn(rest).toReversed()) rest = `${rest.slice(0, date.from)}\t${rest.slice(date.to)}`
  rest = rest
    .replace(/(?:^|\t|\s)(?:от|года?|г\.)(?=\s*(?:\t|,|$))/giu, "\t")
    .replace(/(?<=^|\t)[\s,]*(?:№|N)\s?[\p{L}\d/-]+/gu, "\t")
    .replace(/\(\s*(?=\t)|(?<=\t)\s*\)/g, "\t")
    .replace(/\d{1,2}[:.-]\d{2}\s?(?:час\p{L}*|ч\.)?/gu, "\t")
  const parts = rest
    .split("\t")
    .map((part) => part.replace(/^[\s,.;–—-]+|[\s,;–—-]+$/g, ""))
    .filter((part) => part && !/^(?:время|начало|дата)/iu.test(part))
  if (!parts.length || parts.length > 3) return null
  const place = parts.find(isPlace)
  return place ?? null
}

/** Does the text name a place and nothing else: «г. Тула», «Симферополь», «город Севастополь», «с. Ключи, Дом культуры». */
export function isPlace(text: string): boolean {
  if (text.length > 120) return false
  const first = text.split(",")[0]!.trim()
  if (startsPlace.test(first) && first.split(" ").length <= 6) return true
  if (street.test(text) || region.test(text)) return true
  const words = first.split(" ")
  if (words.length > 3 || !/^\p{Lu}/u.test(first)) return false
  return (
    isPlaceName(words.join("-")) ||
    isPlaceName(words[0]!) ||
    (words.length === 1 && /(?:ск|град|бург|поль|горск|ово|ево|ино)$/iu.test(first))
  )
}

export const isStreet = (text: string) => street.test(text) && text.length < 100

/** «… в г. Чехове состоялся круглый стол»: the settlement where the event was held. */
export function placeInProse(text: string): string | null {
  const aside = /\(((?:г|пос|с|д|р\.п|пгт)\.?\s?\p{Lu}\p{Ll}[^(),\d]{1,40})\)/u.exec(text)
  if (aside) return aside[1]!
  for (const found of text.matchAll(inProse)) {
    const kind = found[1]?.trim() ?? ""
    const name = found[2]!
    const geographic = readings(name.split(" ")[0]!).some((one) => one.tags.has("Geox") && one.tags.has("loct"))
    if (!kind && !geographic) continue
    if (!kind && readings(name).some((one) => one.tags.has("ADJF") && !one.tags.has("NOUN"))) continue
    if (/^(?:росси|европ|рф)/.test(fold(name))) continue
    const nominative = settlementName(name)
    return kind ? `${kinds[kind] ?? kind} ${nominative}` : nominative
  }
  return null
}
