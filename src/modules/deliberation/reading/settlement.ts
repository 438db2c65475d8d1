import { is, lemmas, type Token } from "./tokens.ts"

/** Words that say what a name names: «города Большой Камень», «городского округа Заречный». */
const kinds = new Set(
  "город округ поселок село деревня станица хутор район поселение образование микрорайон аул слобода станция курорт город-курорт город-герой волость община улус кожуун".split(
    " ",
  ),
)
const short = /^(?:г|гор|п|пос|пгт|с|сел|д|дер|ст|х|рп)$/u
const letters = /^(?:МО|ГО|МР|МОК|СП|ГП|ЗАТО|МГО|ТГО|МУ)$/u

/** «г.», «пос.» before a name. */
export const isShortKind = (token: Token | undefined) => token?.kind === "word" && short.test(token.text)

const isKind = (token: Token | undefined) => lemmas(token).some((one) => kinds.has(one))
const isName = (token: Token | undefined, next: Token | undefined) =>
  token?.kind === "word" &&
  /^\p{Lu}\p{Ll}/u.test(token.text) &&
  is(token, "nomn") &&
  !/^\p{Lu}$/u.test(next?.text ?? "")

/**
 * How many tokens from `at` are a name that stays in the nominative behind the word that says what it names:
 * «Большой Камень», «Заречный», «городской округ», «город-курорт»; 0 when none is.
 */
export function settlementAt(tokens: Token[], at: number): number {
  const before = tokens[at - 1]
  const isNamed =
    before?.text === "." ? isShortKind(tokens[at - 2]) : isKind(before) || letters.test(before?.text ?? "")
  if (!isNamed) return 0
  let to = at
  while (to < at + 3 && isName(tokens[to], tokens[to + 1])) to++
  if (to > at) return to - at
  if (isKind(tokens[at]) && is(tokens[at], "nomn") && !is(tokens[at], "gent")) return 1
  return is(tokens[at], "ADJF", "nomn") && isKind(tokens[at + 1]) && is(tokens[at + 1], "NOUN", "nomn") ? 2 : 0
}
