import { fold } from "./clean.ts"
import type { Kind } from "./understood.ts"

const kinds: [Kind, RegExp][] = [
  ["round_table", /кругл\p{L}+ стол/u],
  ["hearing", /слушани|общественн\p{L}+ обсуждени/u],
  ["forum", /форум/u],
  ["conference", /конференци|съезд|семинар|симпозиум|конгресс/u],
  [
    "council_session",
    /(?<!\p{L})совет(?!ск|ник)\p{L}*|собрани|(?<!\p{L})дум[аыуе](?!\p{L})|сесси|комисси|коллеги|комитет|правлени|депутат(?!ск)/u,
  ],
  ["charter", /харти|устав|кодекс|меморандум|деклараци|соглашени|положени/u],
]
/** A decision of a local body is its own act, whatever it is about («Решение … о публичных слушаниях»). */
const act = /^(?:решени|постановлени|распоряжени|приказ)/
const bodyActs =
  /(?<!\p{L})(?:совет|дум|собрани|комитет|сесси|комисси)\p{L}*(?!\p{L})[^.:]{0,120}?(?:реш(?:ил[аои]?|ает)(?!\p{L})|постанов(?:ил|ля))/u

const sitting =
  /(?:заседани|сесси|собрани)\p{L}* (?:\p{L}+ ){0,3}(?:совет|комисси|дум|коллеги|комитет|правлени|депутат|граждан)|(?:совет|дума|собрание|комиссия)\s(?:\p{L}+\s){0,6}(?:реш|постанов)/u

/** What kind of meeting: the first that the title names, else the event, else what the text tells of. */
export function kindOf(title: string | null, event: string | null, body: string): Kind {
  const name = fold(title ?? "")
  if (act.test(name) && !/кругл\p{L}+ стол|форум|конференци|съезд/u.test(name)) {
    const subject = name.search(/(?<!\p{L})об?\s/u)
    const own = subject < 0 ? name : name.slice(0, subject)
    if (/слушани/.test(own)) return "hearing"
    if (bodyActs.test(fold(body)) || /совет|дум|собрани|депутат|сесси/.test(own)) return "council_session"
    if (/^(?:постановлени|распоряжени|приказ)/.test(name)) return "other"
  }
  for (const text of [title, event, body]) {
    if (!text) continue
    const folded = fold(text)
      .replace(/"(кругл\p{L}+ стол\p{L}*)"/gu, "$1")
      .replace(/"[^"]{0,500}"/g, (quoted) => " ".repeat(quoted.length))
    const found = kinds
      .map(([kind, word]) => ({ kind, at: folded.search(word) }))
      .filter((one) => one.at >= 0)
      .toSorted((a, b) => rank(a) - rank(b))
    // In the body every council and commission that takes part is named: only a meeting tells what the text is of.
    const meeting = found.find((one) => one.kind !== "council_session")
    const telling = text !== body ? found[0] : (meeting ?? (sitting.test(folded) ? found[0] : undefined))
    if (telling && !(text === body && telling.kind === "charter")) return telling.kind
    if (/митинг|пикет|шестви/.test(folded)) return "other"
  }
  // Bare minutes: whose they are is told by the lines around.
  if (/^протокол/.test(name) && kinds[4]![1].test(fold(body))) return "council_session"
  return /заседани/iu.test(title ?? "") ? "council_session" : "other"
}

// A paper's own name («положение», «соглашение») is the weakest sign.
const rank = (one: { kind: Kind; at: number }) => one.at + (one.kind === "charter" ? 10_000 : 0)
