import { fold } from "./clean.ts"
import type { Force } from "./understood.ts"

const verbs: [Force, RegExp][] = [
  [
    "endorse",
    /^(?:поддерж(?:ать|ива)|одобр(?:ить|я)|приветств(?:овать|у)|выра(?:зить|жаем|жают) (?:поддержк|благодарност|признательност))/,
  ],
  ["petition", /^ходатайств/],
  ["instruct", /^(?:поруч|обязать|обязыва|возложить|уполномочить|предписать|вменить)/],
  ["recommend", /^(?:рекоменд|порекоменд|предложить|предлага|посоветовать)/],
  [
    "appeal",
    /^(?:обратить?ся|обраща|просить|просит|просим|просят|попросить|призв|призыва|потребовать|требовать|требу|направить (?:обращени|письм|ходатайств))/,
  ],
  ["consider", /^(?:рассмотр|изучить возможност|обсудить|проработать)/],
]
const clauses = /[,.;:]\s+|^/

/** Force named by a cue or a heading: «рекомендуют» → recommend, «Поручить X:» → instruct; null when it names none. */
export function forceOfCue(text: string): Force | null {
  const words = fold(text).match(/\p{L}+/gu) ?? []
  for (const word of words.toReversed()) {
    if (/^(?:рекоменд)/.test(word)) return "recommend"
    if (/^(?:предлага|предлож)/.test(word)) return "recommend"
    if (/^(?:поруч|обяза)/.test(word)) return "instruct"
    if (/^ходатайств/.test(word)) return "petition"
    if (/^(?:поддержива|поддержал|одобря|одобрил|приветству)/.test(word)) return "endorse"
    if (/^(?:обращ|обрат|прос(?:ит|ят|им|ить)|призыв|требу|требован)/.test(word)) return "appeal"
    if (/^(?:реш|постан|приня|определ|договор)/.test(word)) return "decide"
  }
  return null
}

/** Force by the item's own verb, wherever its clause starts; otherwise what the block or the cue has said; otherwise decide. */
export function forceOf(text: string, inherited: Force | null): Force {
  const folded = fold(text)
  const sentence = folded.split(/(?<=\p{L}{4})\.\s/u)[0]!
  for (const [force, verb] of verbs) if (verb.test(sentence)) return force
  const asking =
    /(?<!\p{L})(рекомендовать|поручить|предложить|ходатайствовать|обязать|возложить|просить|рекомендовано|рекомендуем|поручено)(?!\p{L})/u.exec(
      sentence,
    )
  if (asking) for (const [force, verb] of verbs) if (verb.test(asking[1]!)) return force
  const infinitive = sentence
    .split(clauses)
    .find((clause) => /^(?:обратиться|рассмотреть|поддержать|одобрить|приветствовать)/.test(clause))
  if (infinitive) for (const [force, verb] of verbs) if (verb.test(infinitive)) return force
  const mid = /(?<!\p{L})(обратиться|рассмотреть)(?!\p{L})/u.exec(sentence)
  if (mid && !/\p{L}{3,}(?:ть|чь)(?:ся)?\s/u.test(sentence.slice(0, mid.index)))
    return mid[1] === "обратиться" ? "appeal" : "consider"
  return inherited ?? "decide"
}
