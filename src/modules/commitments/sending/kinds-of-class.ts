/** Kinds of the registry by how words of a class begin. */
const classes: [words: RegExp, kinds: string[]][] = [
  [/школ|гимнази|лице[йяюе]/u, ["education", "school_unit"]],
  [/отряд|школьн\p{L}* объединен/u, ["school_unit"]],
  [/вуз|университет|институт|колледж|техникум|учебн|образовательн|детск\p{L}* сад/u, ["education"]],
  [/нко|нпо|некоммерческ|неправительств|благотворительн|общественн\p{L}* (?:организац|объединен|движен)/u, ["ngo"]],
  [/сми|редакц|журналист|газет|телекан|телекомпан|средств\p{L}* массовой/u, ["media"]],
  [/бизнес|предпринимат|предприят|коммерческ|работодат|компани|спонсор/u, ["business"]],
  [/учрежден|библиотек|музе[йяюе]|больниц|поликлиник|дом\p{L}* культур|центр/u, ["institution"]],
  [
    /администрац|орган\p{L}* (?:местного|власти|исполнительн|государственн|муниципальн)|муниципалит|министерств/u,
    ["authority"],
  ],
  [/департамент|управлен|отдел/u, ["department"]],
  [/совет/u, ["council"]],
  [/комисси/u, ["commission"]],
  [/палат/u, ["chamber"]],
  [/рабоч\p{L}* групп/u, ["working_group"]],
  [/клуб/u, ["club"]],
]

/**
 * Kinds of parties that a class of addressees stands for, by its words; none when the words say nothing of it.
 *
 * @example kindsOfClass("Руководители НКО") // ["ngo"]
 */
export function kindsOfClass(name: string): string[] {
  const text = name.toLowerCase().replaceAll("ё", "е").replace(/\s+/g, " ")
  const found = classes.flatMap(([words, kinds]) => {
    const whole = new RegExp(`(?<!\\p{L})(?:${words.source})`, "u")
    return whole.test(text) ? kinds : []
  })
  return [...new Set(found)]
}
