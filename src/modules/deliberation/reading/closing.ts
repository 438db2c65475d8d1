import { fold, isUpper } from "./clean.ts"
import { datesIn } from "./date.ts"

const initials = "\\p{Lu}\\.\\s?(?:\\p{Lu}\\.?)?"
const signed = new RegExp(`(?:${initials}\\s?\\p{Lu}[\\p{Ll}-]+|\\p{Lu}[\\p{Ll}-]+\\s${initials})\\s*\\.?$`, "u")
const office =
  /^(?:председател|секретар|глав[аы]|губернатор|директор|руководител|президент|заместител|ведущ|модератор|организатор(?!ом|ами)|координатор(?!ом|ами)|от имени|подпис|исп\.|исполнитель|члены (?:комиссии|совета)|врио|и\.\s?о\.|начальник|депутат|оргкомитет)/
const vote =
  /(?:голосовали|результаты голосования|"за"\s*[-–:]|^за\s*[-–:]\s*\d|"?против"?\s*[-–:]|воздержал|^(?:решение )?принято? (?:единогласно|большинством)|^единогласно|проголосовали)/

export type Ending = "vote" | "signature" | "furniture" | "closing" | "title"

/** Is this paragraph, standing without a number, no decision but what follows decisions? */
export function endingOf(text: string): Ending | null {
  const folded = fold(text)
  if (
    /^[_\s.\-–—*=]{3,}$/.test(text) ||
    /^(?:https?:\/\/|www\.)\S+$/i.test(text) ||
    /^[-–—]?\s?\d{1,3}\s?[-–—]?$/.test(text)
  )
    return "furniture"
  if (/^(?:резолюция|обращение|решение|заявление|постановление|приложение|рекомендации)$/.test(folded) && isUpper(text))
    return "title"
  if (vote.test(folded) && folded.length < 250) return "vote"
  if (
    folded.length < 220 &&
    (office.test(folded) || /_{3,}/.test(text)) &&
    (signed.test(text) ||
      /_{3,}/.test(text) ||
      (folded.length < 90 && !/:$/.test(text) && !/(?:ть|чь)(?:ся)?(?!\p{L})/u.test(folded)))
  )
    return "signature"
  if (folded.length < 90 && signed.test(text) && !/(?:ть|чь)(?:ся)?\s/u.test(folded)) return "signature"
  if (/^(?:приложени[ея]|м\.\s?п\.|прилагается)/.test(folded) && folded.length < 120) return "closing"
  if (
    /^(?:настоящ(?:ая|ее|ий)|данн(?:ая|ое)|резолюция|решение|предлагаемые|заседание|документ|принят[оа]?) (?!.*(?:вступает|подлежит))/.test(
      folded,
    ) &&
    !/^решение[^.]{0,80}(?:опубликовать|направить)/.test(folded)
  )
    return "closing"
  const date = datesIn(text)[0]
  if (
    date &&
    folded.length < 80 &&
    !/\p{L}{2}(?:ть|чь|ти)(?:ся)?\s/u.test(folded) &&
    folded.replace(text.slice(date.from, date.to).toLowerCase(), "").length < 45
  )
    return "closing"
  return null
}

const responsible =
  /^(?:\(?\s*)(?:ответственн(?:ый|ые|ая)(?: исполнител[ьи]| лиц[оа])?|отв\.|исполнител[ьи]|контроль)\s*[:–-]\s*(.+?)\)?\s*$/iu
const term = /^(?:\(?\s*)(?:срок[иа]?)(?:\s\p{L}+)?\s*[:–-]/iu

/** «Ответственный: …», «Срок: …» on a line of their own belong to the item above. */
export function noteOf(text: string): { responsible: string | null; term: boolean } | null {
  const who = responsible.exec(text)
  const isTerm = term.test(text)
  if (!who && !isTerm) return null
  return {
    responsible: who
      ? who[1]!
          .replace(/[;,]?\s*срок.*$/iu, "")
          .replace(/\.$/, "")
          .replace(/(\p{Lu}\.\p{Lu})$/u, "$1.")
      : null,
    term: isTerm || /срок/iu.test(text),
  }
}

const inside =
  /(?:[(.;,]|\s)(?:ответственн(?:ый|ые|ая)(?: исполнитель)?|отв\.)\s*(?:[:–-]\s*([^;)]+?)|(\p{Lu}\p{Ll}+\s\p{Lu}\.\s?(?:\p{Lu}\.)?|\p{Lu}\.\s?(?:\p{Lu}\.)?\s?\p{Lu}\p{Ll}+))(?:[;,)]|\.?$)/iu

/** The person inside an item's own text. */
export function responsibleIn(text: string): string | null {
  const found = inside.exec(text)
  if (!found) return null
  const name = (found[1] ?? found[2])!.replace(/[.,;]?\s*срок.*$/iu, "")
  return name.trim().replace(/(\p{Lu}\.\p{Lu})$/u, "$1.")
}
