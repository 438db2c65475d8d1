type Nature = { nature: "organisation" | "body"; kind: string }

const rules: [RegExp, Nature][] = [
  [/^(министерств|департамент|управлени|комитет)/, { nature: "body", kind: "department" }],
  [/^(администраци|правительств|губернатор|глав[аеы] |дум[аеы]|законодательн|прокуратур|мэри)/, { nature: "body", kind: "authority" }],
  [/палат/, { nature: "body", kind: "chamber" }],
  [/(^|\s)совет/, { nature: "body", kind: "council" }],
  [/комисси/, { nature: "body", kind: "commission" }],
  [/рабоч\S+ групп/, { nature: "body", kind: "working_group" }],
  [/(школ|лицей|гимнази|техникум|колледж|университет|институт|академи)/, { nature: "organisation", kind: "education" }],
  [/(учреждени|библиотек|музе|центр|больниц|дом культуры|дворец)/, { nature: "organisation", kind: "institution" }],
  [/(газет|телекомпани|редакци|сми(\s|$)|радио)/, { nature: "organisation", kind: "media" }],
  [/(^|\s)(ооо|ао|пао|ип|банк)(\s|$)/, { nature: "organisation", kind: "business" }],
]

/** A first guess of what a newly named addressee is; the card can be corrected. */
export function natureOf(name: string): Nature {
  const lower = name.toLowerCase()
  return rules.find(([pattern]) => pattern.test(lower))?.[1] ?? { nature: "organisation", kind: "ngo" }
}
