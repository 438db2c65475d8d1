import { type NounPhrase, nameOf, nounPhrase } from "./noun-phrase.ts"
import { is, isAbbreviation, lower, type Token, tokenise } from "./tokens.ts"
import type { Addressee } from "./understood.ts"

/**
 * `appeal`: he is asked by a letter of the one who decides («обратиться к X с просьбой»), so a heading's addressee goes before.
 * `whole`: nothing else stands in the text, so it is a heading. `from`, `to`: where it stands. `verb`: the word that asks.
 */
export type Asked = {
  appeal?: true
  addressees: Addressee[]
  verb: string | null
  from: number
  to: number
  whole: boolean
  sure: boolean
}

function toAddressees(text: string, tokens: Token[], phrase: NounPhrase, role?: Addressee["role"]): Addressee {
  const raw = text.slice(tokens[phrase.from]!.from, tokens[phrase.to - 1]!.to).replace(/[,\s–—-]+$/, "")
  const result: Addressee = {
    raw,
    name: nameOf(text, tokens, phrase),
    role: role ?? (isClass(tokens, phrase) ? "class" : "lead"),
  }
  if (phrase.heads.length > 1) {
    result.parts = phrase.heads.map((from, i) => {
      const to = phrase.heads[i + 1] ?? phrase.to
      const name = nameOf(text, tokens, phrase, from, to)
      return name.replace(/(?:,|\s(?:и|или|а также))+$/u, "").replace(/,$/, "")
    })
  }
  return result
}

/** A plural head is a class of people or bodies, unless it is one body named in the plural or several bodies. */
const isClass = (tokens: Token[], phrase: NounPhrase) =>
  phrase.plural && phrase.heads.length === 1 && !isAbbreviation(tokens[phrase.from])

/** «совместно с X», «при участии»: who acts together with the addressee. */
export function jointAddressee(text: string): { addressee: Addressee; from: number; to: number } | null {
  const found = /(?:^|[\s(,])(совместно со?|во взаимодействии со?)\s+/iu.exec(text)
  if (!found) return null
  const from = found.index + found[0].length
  const rest = text.slice(from)
  const tokens = tokenise(rest)
  const phrase = nounPhrase(tokens, 0, "ablt")
  if (!phrase) return null
  return {
    addressee: toAddressees(rest, tokens, phrase, "joint"),
    from: found.index,
    to: from + tokens[phrase.to - 1]!.to,
  }
}

/** What was found as an answer: the phrase in the nominative, who acts with it, and whether anything else stands in the text. */
export function finish(
  text: string,
  tokens: Token[],
  phrase: NounPhrase,
  end: number,
  verb: Token | null,
  sure = true,
): Asked {
  const main = toAddressees(text, tokens, phrase)
  const joint = jointAddressee(text.slice(0, tokens[end - 1]?.to ?? text.length))
  const addressees = joint ? [main, joint.addressee] : [main]
  // «X при участии Y»: only right behind the one who is asked.
  const aided = lower(tokens[phrase.to]) === "при" && lower(tokens[phrase.to + 1]) === "участии"
  const aid = aided && !joint ? nounPhrase(tokens, phrase.to + 2, "gent") : null
  if (aid) addressees.push(toAddressees(text, tokens, aid, "joint"))
  const from = tokens[phrase.from]!.from
  let to = tokens[phrase.to - 1]!.to
  if (joint && joint.from >= to - 1) to = joint.to
  const rest = text.slice(to).replace(/^[\s,]*(?:следующее)?/, "")
  const before = tokens.slice(0, phrase.from).every((token) => token === verb || is(token, "PREP"))
  return { addressees, verb: verb?.text ?? null, from, to, whole: before && /^[:.;]?$/.test(rest), sure }
}
