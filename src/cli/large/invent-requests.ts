import type { PlannedRequest, PlannedResolution } from "#modules/commitments/planting/plant-requests.store.ts"
import type { PlannedAct } from "#modules/commitments/planting/play.ts"
import type { ItemForAsking } from "#modules/deliberation/public.ts"
import type { Random } from "./random.ts"
import type { KnownParty } from "./resolution.ts"
import { firstNames, posts, surnames } from "./words.ts"

type Kind = PlannedAct["kind"]

/** `progress`: a report that not all is done yet. */
type Step = Kind | "progress"

/** How talks go, with how often of a hundred. What would lie in the future has not happened yet. */
const courses: [often: number, steps: Step[]][] = [
  [14, []],
  [7, ["receive"]],
  [16, ["accept"]],
  [3, ["accept_part"]],
  [3, ["receive", "accept", "progress"]],
  [3, ["decline"]],
  [4, ["decline", "look"]],
  [2, ["hand_over"]],
  [2, ["propose"]],
  [2, ["propose", "agree"]],
  [1, ["propose", "refuse"]],
  [2, ["ask"]],
  [2, ["ask", "reply", "accept"]],
  [2, ["accept", "extend"]],
  [2, ["accept", "extend", "agree"]],
  [6, ["accept", "report"]],
  [20, ["receive", "accept", "report", "release"]],
  [4, ["accept", "report", "return"]],
  [2, ["accept", "report", "release_part"]],
  [2, ["release"]],
  [1, ["withdraw"]],
  [1, ["decline", "look", "reopen"]],
]
const settled: Partial<Record<Kind, Kind[]>> = {
  reply: ["ask"],
  agree: ["propose", "extend"],
  refuse: ["propose", "extend"],
  release: ["report"],
  release_part: ["report"],
  return: ["report"],
  look: ["decline"],
}
const words: Partial<Record<Kind, string>> = {
  accept_part: "Возьмём то, что в нашем ведении.",
  decline: "Это не относится к нашим полномочиям.",
  hand_over: "Этим занимается другой орган.",
  ask: "Уточните, пожалуйста, о каких дворах речь.",
  reply: "О тех, что названы в резолюции.",
  extend: "Нужно время, чтобы найти средства.",
  report: "Работы закончены, фотографии на сайте.",
  release: "Проверено на месте.",
  release_part: "Сделана первая очередь.",
  return: "Не хватает фотографий.",
  refuse: "Срок слишком далёкий.",
  withdraw: "Запрос отправлен по ошибке.",
  reopen: "Появились новые средства.",
}

const addDays = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

function course(random: Random): Step[] {
  let left = random.chance() * courses.reduce((sum, [often]) => sum + often, 0)
  for (const [often, steps] of courses) {
    left -= often
    if (left < 0) return steps
  }
  return []
}

function talk(random: Random, steps: Step[], askedOn: string, today: string): PlannedAct[] {
  const { between, pick } = random
  const name = `${pick(surnames)} ${pick(firstNames)[0]}. ${pick(firstNames)[0]}.`
  const post = pick(posts)
  const acts: PlannedAct[] = []
  let day = askedOn
  for (const step of steps) {
    const kind = step === "progress" ? "report" : step
    day = addDays(day, between(2, 45))
    if (day > today) break
    const side = settled[kind] || kind === "withdraw" || kind === "reopen" ? "centre" : "addressee"
    const found = acts.findLastIndex((act) => settled[kind]?.includes(act.kind))
    const isTerm = ["accept", "accept_part", "propose", "extend"].includes(kind)
    const standing = isTerm && kind !== "extend" && random.chance() < 0.1
    const shares: Partial<Record<Step, number>> = { progress: between(1, 9) * 10, report: 100, release_part: 50 }
    acts.push({
      kind,
      side,
      onDay: day,
      name: side === "centre" ? "" : name,
      post: side === "centre" ? "" : post,
      text: words[kind] ?? "",
      termOn: isTerm && !standing ? addDays(day, between(20, 400)) : null,
      term: standing ? "постоянно" : "",
      wording: "",
      until: kind === "receive" ? addDays(day, between(10, 40)) : null,
      share: shares[step] ?? null,
      settles: found < 0 ? null : found,
    })
  }
  return acts
}

/** Who is asked what out of an adopted resolution, and all that was said about it up to today. */
export function inventRequests(
  random: Random,
  given: Omit<PlannedResolution, "recipients" | "requests" | "year"> & {
    items: ItemForAsking[]
    adoptedOn: string
    today: string
    parties: KnownParty[]
  },
): PlannedResolution {
  const { items, adoptedOn, today, parties, ...placed } = given
  const recipients: PlannedResolution["recipients"] = []
  const requests: PlannedRequest[] = []
  const askedOn = addDays(adoptedOn, random.between(1, 14))
  const recipientOf = (party: KnownParty) => {
    const there = recipients.findIndex(({ partyId }) => partyId === party.id)
    if (there >= 0) return there
    const email = random.chance() < 0.15 ? "" : `party${party.id}@priozersk.example`
    return recipients.push({ partyId: party.id, addressee: party.name, email }) - 1
  }
  for (const item of askedOn <= today ? items : [])
    for (const { partyId, name, role } of item.addressees) {
      if (partyId === null || role === "class") continue
      const acts = talk(random, course(random), askedOn, today)
      const asked = { itemId: item.id, themeId: item.themeId, role, acts }
      const place = requests.push({ ...asked, recipient: recipientOf({ id: partyId, name }), askedOn }) - 1
      const other = random.pick(parties)
      const handed = acts.find(({ kind }) => kind === "hand_over")
      if (!handed || item.addressees.some((addressee) => addressee.partyId === other.id)) {
        if (handed) acts.length = 0
        continue
      }
      const onward = talk(random, ["accept"], handed.onDay, today)
      requests.push({ ...asked, acts: onward, recipient: recipientOf(other), askedOn: handed.onDay, from: place })
    }
  return { ...placed, year: Number(adoptedOn.slice(0, 4)), recipients, requests }
}
