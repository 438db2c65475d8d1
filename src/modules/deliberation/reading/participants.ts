import { fold } from "./clean.ts"
import { peopleIn, personKey } from "./person.ts"
import type { Piece } from "./piece.ts"
import type { Participant } from "./understood.ts"

const stated = [
  /(?:участи[ея]|присутств\p{L}*|зарегистрирован\p{L}*|участвовал\p{L}*|участник\p{L}*|собрал\p{L}*|присутствующих|избран\p{L}*)[^.;\d№]{0,60}?(?<![\d.№-])(\d{1,6})(?:\s\([\p{L}\s]+\))?\s+(?:\p{L}+\s)?(?:человек|чел\.|участник|делегат|представител|жител|депутат|граждан|член|доброволь|волонт|педагог|учител|специалист|эксперт|руководител|активист|родител|студент|школьник|гост|ветеран|слушател|предпринимател|молод)/iu,
  /(?:приняли участие|присутствовал[ои]|количество участников|число участников|зарегистрировано|участников слушаний|присутствует|присутствуют|количество присутствующих)\s*(?:[-–:]\s*)?(?:более |около |свыше )?(\d{1,6})(?!\d|\.\d|\s(?:\p{L}+)\s\d{4}|\s?(?:организац|регион|субъект|стран|муницип|район))/iu,
  /(?<![\d.])(\d{1,6})\s+(?:человек|участник\p{L}*|делегат\p{L}*)(?!\p{L})[^.]{0,40}(?:приняли участие|присутствовал|участвовал)/iu,
  /количество (?:\p{L}+ )?участников[^.;\d]{0,120}?[-–—:]\s*(\d{1,6})(?!\d|\.\d)/iu,
  /(?:всего|собрал\p{L}*|более|около|свыше)\s(?:\p{L}+\s)?(\d{1,6})\s(?:человек|участник|делегат)/iu,
  /^(\d{2,5}) (?:делегат|участник|человек)\p{L}*$/imu,
]

/** The number that the text itself states; null when it states none. */
export function statedCount(text: string): number | null {
  for (const pattern of stated) {
    const found = pattern.exec(text)
    if (found) return Number(found[1])
  }
  return null
}

const trimPost = (text: string) => text.replace(/^[\s,;:.–—-]+|[\s,;:–—-]+$/g, "").trim()

/** «начальник Управления культуры» → post «начальник», organisation «Управления культуры», both as printed. */
function splitPost(text: string): Pick<Participant, "post" | "organisation"> {
  if (!text) return { post: null, organisation: null }
  const at = text.slice(1).search(/(?<=\s)(?:[«"“]|\p{Lu})/u)
  if (at < 0) return { post: text, organisation: null }
  return { post: trimPost(text.slice(0, at + 1)) || null, organisation: trimPost(text.slice(at + 1)) || null }
}

function inText(text: string): Participant[] {
  const people = peopleIn(text)
  if (!people.length) return []
  const postsBefore =
    trimPost(text.slice(0, people[0]!.from)).length > 3 && !/[:(]$/.test(text.slice(0, people[0]!.from).trim())
  return people.map((person, i) => {
    const from = i ? people[i - 1]!.to : 0
    const to = people[i + 1]?.from ?? text.length
    const around = postsBefore ? text.slice(from, person.from) : text.slice(person.to, to)
    const tail = postsBefore && i === people.length - 1 ? text.slice(person.to) : ""
    const post = trimPost([trimPost(around), trimPost(tail)].filter(Boolean).join(", ").replace(/\.$/, ""))
    return { name: person.name, ...splitPost(post) }
  })
}

/** «представители НКО, врачи, учителя» in one line are several kinds of people; a listed line is one. */
function categories(piece: Piece, isAlone: boolean): Participant[] {
  const text = trimPost(piece.text).replace(/\.$/, "")
  const parts = isAlone && !piece.marker && text.length < 300 ? text.split(/[,;]\s+(?![^(«]*[)»])/u) : [text]
  return parts.map((post) => ({ name: null, post, organisation: null }))
}

/** People, or kinds of people where nobody is named, under «приняли участие:», «присутствовали:». */
export function readParticipants(zones: { cue: string; pieces: Piece[] }[]): Participant[] {
  const found: Participant[] = []
  const known = new Set<string>()
  const zoned = zones.map((zone) => ({ ...zone, named: zone.pieces.some((piece) => peopleIn(piece.text).length > 0) }))
  for (const zone of zoned) {
    for (const piece of zone.pieces) {
      piece.role = "participant"
      const people = inText(piece.text)
      if (
        !people.length &&
        !zone.named &&
        /\p{L}{3}/u.test(piece.text) &&
        !/Фамилия|Ф\.\s?И\.\s?О/u.test(piece.text) &&
        !/^\d+ (?:из \d|человек|жител|участник|делегат|депутат|член)/iu.test(piece.text)
      )
        people.push(...categories(piece, zone.pieces.length === 1))
      for (const one of people) {
        const key = one.name ? personKey(one.name) : fold(one.post ?? "")
        if (known.has(key)) continue
        known.add(key)
        piece.ref ??= found.length
        found.push(one)
      }
    }
  }
  return found
}
