import { foldName, type Kind, type Nature } from "./party.ts"

export type KindGuess = { nature: Nature; kind: Kind }

const organisation = (kind: Kind): KindGuess => ({ nature: "organisation", kind })
const body = (kind: Kind): KindGuess => ({ nature: "body", kind })

// «\b» knows no Cyrillic: a word begins after the start, a space, a bracket or a dash.
const word = (words: string) => new RegExp(`(?:^|[ (/-])(?:${words})`)
const first = (words: string) => new RegExp(`^(?:${words})`)
const whole = (words: string) => new RegExp(`(?:^|[ (/-])(?:${words})(?=$|[ ),/-])`)

/**
 * What a name says about itself, the strictest first: the legal form before the activity («АНО «Школа добра»» is not
 * a school), and what the name begins with before what stands in the middle («Отдел образования администрации…»).
 */
const rules: [RegExp, KindGuess][] = [
  [whole("ано|нко|со нко|роо|моо|гоо|ооо? ?вои|вои|вос|вог|нп|бф|тос|снт|тсж|кроо|соо"), organisation("ngo")],
  [
    word("автономн\\S* некоммерч|некоммерческ|благотворительн|фонд|профсоюз|профессиональн\\S* союз"),
    organisation("ngo"),
  ],
  [word("общественн\\S* (?:организац|движен|объединен|учрежден|орган общественн)"), organisation("ngo")],
  [first("рабоч\\S* групп|инициативн\\S* групп"), body("working_group")],
  [first("(?:\\S+ ){0,2}?палат"), body("chamber")],
  [first("(?:\\S+ ){0,3}?совет(?:а|у)?(?= |$)"), body("council")],
  [first("(?:\\S+ ){0,2}?комисси"), body("commission")],
  [first("(?:\\S+ ){0,2}?клуб"), body("club")],
  [first("(?:\\S+ ){0,2}?(?:министерств|департамент|управлени|комитет|отдел|служб)"), body("department")],
  [
    first(
      "(?:\\S+ ){0,2}?(?:администраци|правительств|прокуратур|дум|законодательн|собрани|мэри|глав\\S* (?:город|район|округ|администрац)|губернатор)",
    ),
    body("authority"),
  ],
  [
    first(
      "(?:\\S+ ){0,2}?отряд|школьн\\S* (?:отряд|штаб)|волонтерск\\S* (?:отряд|штаб|центр) (?:школ|при школ|мбоу|гбоу|колледж|техникум)",
    ),
    organisation("school_unit"),
  ],
  [
    whole("[мгч]?[абк]?оу|м[абк]?оу (?:сош|дод|доу)|сош|мбоу|гбоу|маоу|мкоу|гаоу|гбпоу|фгбоу|фгаоу|мбдоу|мадоу|мбудо"),
    organisation("education"),
  ],
  [
    word("школ|гимнази|лице[йяею]|колледж|техникум|университет|институт|академи|училищ|детск\\S* сад"),
    organisation("education"),
  ],
  [
    word("газет|телекомпани|телеканал|телерадио|радио|редакци|журнал|издательств|информационн\\S* агентств"),
    organisation("media"),
  ],
  [whole("ооо|оао|зао|пао|ао|ип|гк|нао"), organisation("business")],
  [
    word("обществ\\S* с ограниченн|акционерн|индивидуальн\\S* предприним|группа компаний|завод|фабрик|торгов\\S* дом"),
    organisation("business"),
  ],
  [
    whole("мбу|мку|мау|гбу|гку|гау|фгбу|гбуз|гбук|мбук|гбусо|гкусо|муп|гуп|кцсон|ксцон|цсо"),
    organisation("institution"),
  ],
  [
    word(
      "библиотек|музе[йяею]|дом\\S* культур|дворец|поликлиник|больниц|центр\\S* (?:социальн|культур|занятост|творчеств|развити)|учрежден|театр|филармони",
    ),
    organisation("institution"),
  ],
  [
    word(
      "союз|ассоциаци|организаци|обществ[оау]|объединени|движени|ресурсн\\S* центр|волонтер|доброволь|землячеств|диаспор|приход|казач",
    ),
    organisation("ngo"),
  ],
]

/**
 * Organisation or body, and of which kind, by the name in Russian.
 * @returns null when the name says nothing
 */
export function guessKind(name: string): KindGuess | null {
  const folded = foldName(name)
  return rules.find(([pattern]) => pattern.test(folded))?.[1] ?? null
}
