import { datesIn } from "./date.ts"
import { months } from "./numbering.ts"

/** When an item is to be done: an ISO date, or the words of a term that is not a date. */
export type Due = { deadline: string | null; term: string | null }

/** Words right before a date that make it the day by which the thing is to be done. */
const until =
  /(?:^|[\s(,])(?:(?:в\s)?срок(?:\s+исполнения|\s+выполнения)?\s*(?:[:–-]\s*)?(?:до|не позднее)?|(?:в срок\s+)?до|не позднее|не позже|к)\s*$/iu
const labelled = /(?:^|[\s(,;])срок(?:и)?(?:\s+(?:исполнения|выполнения|реализации|контроля))?\s*[:–-]\s*([^;)]+)/iu
const terms = [
  /(?:ежегодно|ежеквартально|ежемесячно|еженедельно),?\s(?:до|не позднее|к)\s[^,.;:)]+/iu,
  new RegExp(`(?:в срок )?до (?:\\d{1,2}\\s)?(?:${months})\\p{L}*(?!\\p{L}|\\s\\d{4})`, "iu"),
  /до (?:конца|окончания|завершения|начала|следующего)(?:\s(?!\p{L}+(?:ть|чь|ти)(?:ся)?(?!\p{L}))[\p{L}\d]+){1,5}/iu,
  /(?:в|по)\s(?:течение|истечении)\s(?:[\p{L}\d()-]+\s){0,4}?(?:дн|день|недел|месяц|год|лет|квартал|полугоди|час)\p{L}*(?:\s(?:с|со|после)\s(?:\p{L}+\s?){1,4})?/iu,
  /через \d+ (?:\([^)]{0,40}\) )?(?:дн|день|недел|месяц|час)[^,.;:()]*/iu,
  /(?:в|не позднее)\s(?:\d+|[\p{L}-]+)[- ]?(?:ти|х|ми)?[- ]?(?:дневн|месячн|недельн)\p{L}+ срок[^,.;:()]*/iu,
  /(?:(?:во?|до) )?(?:(?<![IVX])[IVX]{1,3}|\d|первом|втором|третьем|четвертом) (?:квартал|полугоди)\p{L}* \d{4}(?:\s?(?:г\.|года?))?/iu,
  /(?<!\p{L})(?:на постоянной основе|постоянно|ежегодно|ежеквартально|ежемесячно|еженедельно|ежедневно|регулярно)(?!\p{L})/iu,
  /до (?:[IVX]{1,3} квартала )?\d{4} (?:г\.|года)/iu,
  /в (?:кратчайшие|ближайшие) сроки/iu,
  /(?<!\p{L})(?:незамедлительно|немедленно)(?!\p{L})/iu,
]
/** Dates of laws, programmes and accepted applications stand near such words and bind nobody. */
const foreign =
  /(?:приказ|закон|указ|постановлени|решени|распоряжени|редакци|период|принимаются|прием)\p{L}*[^,.;]{0,40}$/iu

/** Reads the term out of an item's text. A date counts only after «до», «не позднее», «срок:»; years of programmes never do. */
export function dueOf(whole: string): Due {
  const text = whole.replace(/«[^»]{0,500}»|"[^"]{0,500}"/g, (quoted) => "_".repeat(quoted.length))
  const label = labelled.exec(text)
  if (label) {
    const date = datesIn(label[1]!)[0]
    if (date) return { deadline: date.dateEnd ?? date.date, term: null }
    const words = label[1]!.trim().replace(/\.$/, "")
    if (words) return { deadline: null, term: words }
  }
  for (const date of datesIn(text)) {
    const before = text.slice(0, date.from)
    const cue = until.exec(before)
    if (!cue) continue
    if (/(?:^|\s)(?:к|до)\s*$/iu.test(cue[0]) && foreign.test(before.slice(0, cue.index))) continue
    return { deadline: date.dateEnd ?? date.date, term: null }
  }
  for (const pattern of terms) {
    const found = pattern.exec(text)
    if (found) return { deadline: null, term: found[0].trim() }
  }
  return { deadline: null, term: null }
}
