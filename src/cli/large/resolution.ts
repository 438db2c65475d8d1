import type { DraftContent, Piece } from "#modules/deliberation/draft/draft.ts"
import type { Visibility } from "#modules/deliberation/resolution/resolution.ts"
import { forces, kinds } from "#modules/deliberation/resolution/resolution.ts"
import type { SourceDocument } from "#platform/documents/source.ts"
import { longDate } from "#platform/office/dates.ts"
import type { Random } from "./random.ts"
import { beneficiaries, firstNames, means, posts, subjects, surnames, things, verbs } from "./words.ts"

export type KnownParty = { id: number; name: string }
export type Invented = { content: DraftContent; document: SourceDocument; adoptedOn: string; visibility: Visibility }

const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1)
const isoDay = (random: Random, from: number, to: number) =>
  `${random.between(from, to)}-${String(random.between(1, 12)).padStart(2, "0")}-${String(random.between(1, 28)).padStart(2, "0")}`

const action = ({ pick, chance }: Random, place: string) =>
  `${capital(pick(verbs))} ${pick(things)} ${pick(beneficiaries)} (${place}) ${pick(means)}` +
  `${chance() < 0.3 ? ` и ${pick(verbs)} ${pick(things)}` : ""}.`

function addressee(random: Random, parties: KnownParty[]): Piece["addressees"][number] {
  if (random.chance() < 0.05)
    return { raw: "руководителям НКО", name: "руководители НКО", role: "class", partyId: null }
  const { id, name } = random.pick(parties)
  return { raw: name, name, role: "lead", partyId: id }
}

const blank = { deadline: null, term: "", doubts: [], expectedResult: null }

function item(random: Random, place: string, addressees: Piece["addressees"]): Omit<Piece, "id" | "label" | "path"> {
  const force = random.chance() < 0.75 ? random.pick(["instruct", "recommend"] as const) : random.pick(forces)
  const deadline = random.chance() < 0.3 ? isoDay(random, 2020, 2028) : null
  const term = deadline ? `до ${longDate(deadline, "ru")}` : ""
  const expectedResult = force === "endorse" ? random.pick(["", "Порядок опубликован"]) : null
  const lines = { fromLine: null, toLine: null }
  const text = action(random, place)
  return { ...blank, ...lines, type: "item", depth: 0, text, addressees, force, deadline, term, expectedResult }
}

/** Items in blocks of an addressee each, or in one list; numbered as people number them. */
function pieces(random: Random, count: number, place: string, parties: KnownParty[]): Piece[] {
  const made: Omit<Piece, "id">[] = []
  const inBlocks = random.chance() < 0.6
  let items = 0
  for (let block = 1; items < count; block++) {
    const to = random.chance() < 0.1 ? [] : [addressee(random, parties)]
    if (!inBlocks) {
      made.push({ ...item(random, place, to), path: String(block), label: `${block}.` })
      items++
      continue
    }
    const head = { ...blank, type: "block", depth: 0, fromLine: null, toLine: null, force: "recommend" } as const
    const text = `${to[0]?.name ?? "Участникам"}:`
    made.push({ ...head, text, addressees: to, doubts: [], path: String(block), label: `${block}.` })
    for (let n = 1; n <= random.between(3, 9) && items < count; n++, items++)
      made.push({ ...item(random, place, to), depth: 1, path: `${block}.${n}`, label: `${block}.${n}.` })
  }
  return made.map((piece, i) => ({ ...piece, id: `p${i + 1}`, fromLine: i + 4, toLine: i + 4 }))
}

const person = ({ pick }: Random, parties: KnownParty[]) => ({
  name: `${pick(surnames)} ${pick(firstNames)[0]}. ${pick(firstNames)[0]}.`,
  post: pick(posts),
  organisation: pick(parties).name,
})

/** A resolution with so many items and participants, of whom `parties` of its district are asked, and its document. */
export function inventResolution(
  random: Random,
  given: { items: number; people: number; place: string; parties: KnownParty[] },
): Invented {
  const { place, parties } = given
  const heldOn = isoDay(random, 2015, 2026)
  const subject = random.pick(subjects)
  const title = `Резолюция «${subject}. ${capital(random.pick(things))}», ${place}`
  const preamble = `Участники обсудили: ${subject.toLowerCase()}, ${random.pick(things)} ${random.pick(beneficiaries)}.`
  const made = pieces(random, given.items, place, parties)
  const content: DraftContent = {
    title,
    kind: random.pick(kinds),
    heldOn,
    heldUntil: null,
    place,
    organiser: random.pick(parties).name,
    participantsCount: given.people,
    participants: Array.from({ length: given.people }, () => person(random, parties)),
    passages: [{ kind: "preamble", tone: "", text: preamble, line: 3 }],
    pieces: made,
  }
  const texts = [title, `${place}, ${longDate(heldOn, "ru")}`, preamble, ...made.map((p) => `${p.label} ${p.text}`)]
  const lines = texts.map((text, i) => ({ n: i + 1, text, kind: "paragraph" as const }))
  const seen = random.chance()
  const visibility = seen < 0.8 ? "open" : seen < 0.92 ? "participants" : "internal"
  return { content, document: { format: "txt", lines, warnings: [] }, adoptedOn: heldOn, visibility }
}
