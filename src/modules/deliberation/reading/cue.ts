import { clean, fold } from "./clean.ts"

export type Zone = "decisions" | "findings" | "participants" | "agenda" | "speech" | "aims"
/** `at` is where the introduced text starts on the same line, or the line's length when nothing follows. */
export type Cue = { zone: Zone; at: number; strong: boolean; isName?: boolean }

/** Finite and passive verbs of deciding; an infinitive («рекомендовать») belongs to an item, never to a cue. */
const decide =
  /(?<!\p{L})(?:реш(?:ил[аио]?|ено|ает|ают)|постанов(?:ил[аио]?|ляет|ляют|ляю|ляем|лено)|постонавляет|приказыва(?:ю|ет)|определил[аио]?|рекоменду(?:ет|ют|ем|ется)|рекомендовал[аио]?|рекомендован[оы]|предлага(?:ет|ют|ем|ется)|предложил[аио]?|предложен[оы]|выдвину(?:т[оы]|ли)|призыва(?:ет|ют|ем)|обраща(?:ет|ют|ем)(?:ся|емся)|обращаются|обращаемся|обращается|обратил(?:ись|ось|ся)|прос(?:ит|ят|им)|требу(?:ет|ют|ем)|настаива(?:ет|ют|ем)|ходатайству(?:ет|ют|ем)|договорились|согласились|обяза(?:ть|лись|ются)|поруча(?:ет|ют|ется)|поручил[аио]?|поручено|выработа(?:ны|ли|л)|сформулирован[ыа]|(?:счита|полага)(?:ет|ют|ем)|признал[аи]|признают|заявля(?:ет|ют|ем)|поддержива(?:ет|ют|ем)|принял[аио]?|принят[оыа]?|обозначен[ыоа]?|утвердил[аи]|приш(?:ли|ел|ло) к)(?!\p{L})/iu
/** Nouns that alone on a line with a colon, or alone in capitals, open the list of decisions. */
const decisionNoun =
  /^(?:(?:итоговые|основные|общие|следующие|практические|принятые|предложения и|выводы и|проект|решения и) )*(?:решени[ея]|рекомендаци[ия]|предложения|требования|выводы(?: и (?:предложения|рекомендации))?|поручения|меры|постановление|итоги|наши требования|вывод|предложения и рекомендации)(?: (?:участников|конференции|форума|круглого стола|слушаний|совета|комиссии|собрания|съезда|заседания|по итогам|по результатам|о результатах|по|в адрес|для|для органов)(?: [^:.]*)?)?\s*[:.]?$/iu
const weakDecide =
  /(?<!\p{L})(?:счита|полага|принял|принят|поддержива|признал|признают|заявля|обозначен|утвердил|согласил|определил|проси|треб|призыв|обраща|предлага|приш)/iu

const finding =
  /(?<!\p{L})(?:отмеча(?:ет|ют|ем|я)(?:ся)?|отметил[аио]?|отмечен[оыа]?|констатиру(?:ет|ют|ем)|констатировал[аио]?|подчеркива(?:ет|ют|ем)|подчеркнул[аио]?|выявлен[оыа]?|выделя(?:ет|ют|ем)|установил[аио]?|установлено|выража(?:ет|ют|ем) (?:озабоченность|обеспокоенность|тревогу|уверенность|благодарность)|обеспокоен[оыа]?|положительные тенденции|основные проблемы|проблемами являются|признавая|принимая во внимание)(?!\p{L})/iu
const participants =
  /(?:прин(?:яли|имали|имают|яло|ял|ял[иа]) (?:\p{L}+ )?участие|участвовал[аио]?|присутств(?:овал[аио]?|уют|овало|ующие)|^(?:список )?участники(?: [^:]{0,60})?:|^приглаш[её]нн?ые|^состав (?:комиссии|оргкомитета|совета|участников)|^члены (?:комиссии|совета|оргкомитета|рабочей группы)|в составе|^председательствующ|^председатель (?:собрания|слушаний|заседания)[^.]{0,40}[:–-]|^секретарь[^.]{0,30}[:–-]|^президиум|^выступ(?:или|ающие))/iu
/** «Председатель собрания – Лужина Т.П., секретарь – …» */
const office =
  /^(?:председател|секретар|ведущ|модератор)\p{L}*[^:–—.-]{0,60}\s*[:–—-]\s*(?:\p{Lu}\p{Ll}+\s?(?:\p{Lu}\.|\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}+)|\p{Lu}\.)/iu
const agenda =
  /^(?:повестка(?: дня)?|повестка (?:заседания|собрания|слушаний)[^:]*|вопросы(?:,)? [^:]*|рассматриваемые вопросы|обсуждаемые вопросы|порядок проведения[^:]*|программа[^:]*|тем[аы] (?:слушаний|обсуждения)[^:]*|(?:на )?рассмотрен[иы][^:]*вопрос[^:]*|.{0,80}(?:рассмотрены|обсуждены|обсуждались|обсудили|рассмотрели|заслушали) (?:следующие )?(?:вопросы|темы)[^:]*|основные (?:темы|направления)[^:]*)\s*[:.]?$/iu
const speech =
  /^(?:\d+[.)]?\s*)?(?:по \p{L}+(?: и \p{L}+)? вопросу(?: повестки(?: дня)?)?,?\s)?(?:слушали|выступил[аио]?|заслушали|докладчик|вопрос от|ответ)(?!\p{L})\s*[:.–-]?/iu
const aims =
  /^(?:[^:]{0,50})?(?:мисси[яи]|цел[ьи]|задач[иа]|общие положения|основные понятия|преамбула|введение)(?:\s[^:.]{0,60})?\s*[:.]?$/iu

/** «Слушали …», «Выступили …»: what was said at a meeting. */
export const isSpeech = (text: string) => text.length < 400 && speech.test(fold(text))

/** Does this text open the decisions, the findings, the participants, the agenda? `text` is cleaned and has no marker. */
export function cueOf(text: string): Cue | null {
  const folded = fold(clean(text))
  const plain = text
  const spoken = speech.exec(folded)
  if (spoken && folded.length < 400 && !/реш(?:или|ил)/.test(folded))
    return { zone: "speech", at: spoken[0].length, strong: true }
  if (office.test(plain)) return { zone: "participants", at: 0, strong: true }
  if (agenda.test(folded) && folded.length < 200) return { zone: "agenda", at: plain.length, strong: true }
  const decision = decisionCue(plain)
  if (decision) return decision
  const tail = /[:]$|что:?$/.test(folded) ? finding.exec(folded.slice(-90)) : null
  if (tail) return { zone: "findings", at: plain.length, strong: true }
  const who = participants.exec(folded)
  if (who && (folded.endsWith(":") || /:/.test(folded.slice(who.index)) || folded.length < 40))
    return { zone: "participants", at: afterColon(plain, who.index), strong: folded.endsWith(":") }
  const found = finding.exec(folded)
  if (found && /[:]$|что:?$/.test(folded)) return { zone: "findings", at: plain.length, strong: true }
  if (aims.test(folded) && folded.length < 90) return { zone: "aims", at: plain.length, strong: false }
  return null
}

const afterColon = (text: string, from: number) => {
  const colon = text.indexOf(":", from)
  return colon < 0 ? text.length : colon + 1
}

/** «… принят единогласно Рекомендовать утвердить»: a capital infinitive starts the decision where the colon is missing. */
const begins = /(?<=[\p{L}»"]\s)\p{Lu}\p{Ll}+(?:ать|ить|еть|уть|ять|оть|чь)(?:ся)?(?=\s)/u

/** «… решили:», «РЕШИЛО», «постановляет: 6. …», «Рекомендации:». */
function decisionCue(text: string): Cue | null {
  const folded = fold(text)
  if (decisionNoun.test(folded) && (/:$/.test(folded) || /^\P{Ll}+$/u.test(text)))
    return { zone: "decisions", at: text.length, strong: true, isName: !/:$/.test(folded) }
  const labelled = /^(?:решени[ея]|рекомендаци[ия]|вывод[ы]?|предложени[ея])\s*:\s*(?=\S)/u.exec(folded)
  if (labelled) return { zone: "decisions", at: labelled[0].length, strong: true }
  const announced = new RegExp(
    `${decide.source}.{0,80}следующ\\p{L}+ (?:предложени|рекомендаци|решени|мер)\\p{L}+\\.$`,
    "iu",
  )
  if (announced.test(folded)) return { zone: "decisions", at: text.length, strong: true }
  for (const found of folded.matchAll(new RegExp(decide, "giu")).take(100)) {
    const from = found.index + found[0].length
    const alone = from >= folded.length - 1 && found.index < 3 && (/:$/.test(folded) || !weakDecide.test(found[0]))
    if (alone) return { zone: "decisions", at: text.length, strong: true }
    const begun = begins.exec(text.slice(from))
    if (begun && begun.index < 60) return { zone: "decisions", at: from + begun.index, strong: true }
    const after = /^([^.:;]{0,160}?):\s*/u.exec(folded.slice(from))
    if (!after) continue
    const at = from + after[0].length
    const isWeak = weakDecide.test(found[0])
    const ends = at >= folded.length
    if (isWeak && !ends && !/реш|постан|рекоменд|предлож/.test(found[0]) && after[1]!.length > 60) continue
    if (/(?:участие|проблем|тенденци|что)$/.test(after[1]!.trim()) && isWeak) continue
    if (/^ (?:\p{L}+ )?участие/u.test(after[1]!)) continue
    return { zone: "decisions", at, strong: !isWeak || ends }
  }
  return null
}
