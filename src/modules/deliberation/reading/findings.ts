import { fold } from "./clean.ts"
import type { Piece } from "./piece.ts"
import type { Finding } from "./understood.ts"

const good =
  /положительн|успе[хш]|достиг|достижени|эффективн|удалось|повысил|улучш|вырос|развива|актуальн|лучши|стабильн|активно|значимост|наращивани|позитивн|расшир/
const bad =
  /проблем|недостат|недостаточн|низк|отсутств|слаб|нехватк|не хвата|ухудш|снижени|снизил|озабочен|обеспокоен|тревог|не реш|дефицит|сложност|трудност|угроз|риск|неверие|барьер|не развит|не урегулир|устаре|жалоб|нарушени|переполнен|бездомн|преступ|отток|закрыва|аварийн|изношен/
const prose = /(?:отмеча|констатир|отметил)\p{L}*,? что (.+)/u

function toneOf(text: string, cue: string): Finding["tone"] {
  const heading = fold(cue).slice(-160)
  if (/проблем|недостат|озабочен|обеспокоен|тревог/.test(heading)) return "problem"
  if (/положительн|достижени|успех/.test(heading)) return "positive"
  const folded = fold(text)
  if (bad.test(folded)) return "problem"
  return good.test(folded) ? "positive" : "neutral"
}

/** What was found good and bad: the lines under «отмечают, что:», «положительные тенденции:», «проблемы:». */
export function readFindings(zones: { cue: string; pieces: Piece[] }[]): Finding[] {
  const findings: Finding[] = []
  for (const zone of zones) {
    for (const piece of zone.pieces) {
      piece.role = "finding"
      piece.ref = findings.length
      findings.push({ tone: toneOf(piece.text, zone.cue), text: piece.text })
    }
  }
  return findings
}

/** «… отмечают, что …» told in one sentence of the preamble; only what is plainly good or bad counts. */
export function findInProse(pieces: Piece[], findings: Finding[]): void {
  for (const piece of pieces) {
    if (piece.role !== undefined && piece.role !== "preamble") continue
    const found = prose.exec(fold(piece.text))
    if (!found) continue
    // «Удалось …» outweighs what was bad before; a number that grew may be that of complaints.
    const plain = /достиг|удалось|повысил|улучшил/.test(found[1]!)
      ? "positive"
      : bad.test(found[1]!)
        ? "problem"
        : /вырос/.test(found[1]!)
          ? "positive"
          : null
    if (!plain) continue
    piece.role = "finding"
    piece.ref = findings.length
    findings.push({ tone: plain, text: piece.text })
  }
}
