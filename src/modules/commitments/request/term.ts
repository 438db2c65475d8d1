import { understandDay } from "#platform/day.ts"
import type { Term } from "./request.ts"

const standing =
  /^(постоянно|на постоянной основе|регулярно|ежегодно|ежеквартально|ежемесячно|еженедельно|permanently|ongoing|yearly|quarterly|monthly|weekly)$/i
const ordinals = ["i", "ii", "iii", "iv"]
const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)

/** «через 2 недели», "in 10 days" */
function fromNow(text: string, today: string): string | null {
  const found =
    /^(?:через|в течение|in|within) (?:(\d{1,3}) )?(дн|ден|недел|месяц|год|лет|day|week|month|year)[\p{L}]*$/iu.exec(
      text,
    )
  if (!found) return null
  const count = Number(found[1] ?? 1)
  const unit = found[2]!.toLowerCase()
  const day = new Date(`${today}T00:00:00Z`)
  if (/^(дн|ден|day)/.test(unit)) day.setUTCDate(day.getUTCDate() + count)
  else if (/^(недел|week)/.test(unit)) day.setUTCDate(day.getUTCDate() + 7 * count)
  else {
    const months = /^(месяц|month)/.test(unit) ? count : 12 * count
    const wanted = day.getUTCDate()
    day.setUTCDate(1)
    day.setUTCMonth(day.getUTCMonth() + months)
    const longest = Number(lastDay(day.getUTCFullYear(), day.getUTCMonth() + 1).slice(8))
    day.setUTCDate(Math.min(wanted, longest))
  }
  return day.toISOString().slice(0, 10)
}

/** The end of a period: «до конца года», «конец месяца», «II квартал 2027 г.», «2027 год», «end of the year». */
function endOf(text: string, today: string): string | null {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
  const end =
    /^(?:до )?(?:конц[аеу]|конец|end of(?: the)?) (?:этого |текущего |this )?(года|year|квартала|quarter|месяца|month)$/i.exec(
      text,
    )
  if (end)
    return /^(года|year)/i.test(end[1]!)
      ? `${year}-12-31`
      : lastDay(year, /^(квартала|quarter)/i.test(end[1]!) ? Math.ceil(month / 3) * 3 : month)
  const quarter =
    /^(?:в |до конца |in )?(?:([1-4]|i{1,3}|iv)(?:-?[йм]|-?м)? квартал\p{L}*|q([1-4]))(?: (\d{4}))?$/iu.exec(text)
  if (quarter) {
    const typed = (quarter[1] ?? quarter[2])!.toLowerCase()
    const number = ordinals.includes(typed) ? ordinals.indexOf(typed) + 1 : Number(typed)
    const at = quarter[3] ? Number(quarter[3]) : number * 3 >= month ? year : year + 1
    return lastDay(at, number * 3)
  }
  const whole = /^(?:до конца |в |in )?(20\d\d)(?: год\p{L}*)?$/iu.exec(text)
  return whole ? `${whole[1]}-12-31` : null
}

/**
 * A term as people type it: a day («1 июня», 14.03.2027), «до конца года», «II квартал», «через 2 недели», «постоянно».
 *
 * @param today YYYY-MM-DD, in the territory's zone
 * @returns null when it is neither a day nor a standing term; both parts empty for ""
 */
export function understandTerm(typed: string, today: string): Term | null {
  const text = typed
    .trim()
    .replace(/\s+/g, " ")
    .replace(/^к /i, "")
    .replace(/[.,;]$/, "")
  if (!text) return { termOn: null, term: "" }
  if (standing.test(text)) return { termOn: null, term: text }
  const plain = text.replace(/\s*г(ода|\.)?$/i, "")
  const day =
    fromNow(text, today) ??
    endOf(text, today) ??
    endOf(plain, today) ??
    understandDay(text.replace(/^(?:до|не позднее|by) /i, ""), today)
  return day ? { termOn: day, term: "" } : null
}
