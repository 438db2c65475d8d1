import { guessKind } from "#modules/registry/party/guess-kind.ts"
import { type ImportRow, importRow } from "#modules/registry/party/import-row.ts"
import { bodies, districts, forms, settlements, titles } from "./words.ts"

export const regionName = "Приозёрная область"
export const districtName = (stem: string) => `${stem}ский район`
/** «Администрация Луговского района» */
const ofDistrict = (stem: string) => `${stem}ского района`

/** The districts of the region, each with its settlements. */
export const places = districts.map((stem, i) => ({
  name: districtName(stem),
  settlements: settlements.filter((_, n) => (n + i) % 2 === 0).map((name) => `${name} (${districtName(stem)})`),
}))

const row = (name: string, territory: string): ImportRow =>
  importRow.parse({ ...(guessKind(name) ?? { nature: "organisation", kind: "other" }), name, territory })

/** Two thousand bodies and organisations: twelve bodies and thirty-eight organisations in each district. */
export const parties: ImportRow[] = districts.flatMap((stem, i) => [
  ...bodies.map((body) => row(`${body} ${ofDistrict(stem)}`, districtName(stem))),
  ...titles
    .slice(0, 38)
    .map((title, n) => row(`${forms[(n + i) % forms.length]} «${title}» ${ofDistrict(stem)}`, districtName(stem))),
])

/**
 * More organisations than those: the same for the same numbers, and no name twice.
 * @param from how many of them there are already
 */
export const moreOrganisations = (from: number, count: number): ImportRow[] =>
  Array.from({ length: count }, (_, i) => {
    const n = from + i
    const at = n % districts.length
    const title = titles[Math.floor(n / districts.length) % titles.length]!
    const number = 2 + Math.floor(n / districts.length / titles.length)
    const form = forms[Math.floor(n / 7) % forms.length]
    const { name, settlements: below } = places[at]!
    return row(`${form} «${title}-${number}» ${ofDistrict(districts[at]!)}`, n % 3 ? name : below[n % below.length]!)
  })
