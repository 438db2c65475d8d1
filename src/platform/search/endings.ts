import snowball from "snowball-stemmers"

const russian = snowball.newStemmer("russian")
const english = snowball.newStemmer("english")

const endings =
  "а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я " +
  "ее ые ое ими ыми ый им ым его ого ему ому их ых ую юю ая яя ою ею"
const byLength = [...new Set(endings.split(" "))].sort((a, b) => b.length - a.length)
const ending = new RegExp(`^(.{3,}?)(?:${byLength.join("|")})$`)

const adjective = "(?:[аяую]я|[ыио]е|[оеыи]й|[ыи]м|[ое]м|[ыи]ми|[ыи]х|[ое]го|[ое]му|[ую]ю)"
const verbal = new RegExp(
  "(?:ть|[аяиыуе]л[аои]?|[еиуюая]т|[еи]шь|[еи]те|[иеаяую]в|[ая]н[аоы]?|[ауюиы]й(?:те)?|" +
    `[юуая]щ${adjective}|[аяиуе]?вш${adjective}|нн${adjective}|[еиы]м${adjective})(?:ся|сь)?$`,
)

/**
 * Stems of a word that the dictionary does not know (a surname, a village, a word made yesterday): forms of one word
 * share at least one stem. Case endings go one after another, so «Сусликовым» loses «-ым» and «-ов», as «тосов» loses
 * «-ов»; what looks like a verb also gets Snowball's stem, repeated until nothing changes.
 */
export function stems(word: string): string[] {
  if (/[a-z]/.test(word)) return [english.stem(word)]
  if (!/^[а-я-]+$/.test(word)) return [word]
  const found = [steady(repeat(word.length > 6 ? word.replace(/с[яь]$/, "") : word, cut))]
  if (verbal.test(word)) found.push(repeat(word, russian.stem))
  return [...new Set(found)]
}

const cut = (word: string) => ending.exec(word)?.[1] ?? word

function repeat(word: string, step: (word: string) => string): string {
  const next = step(word)
  return next === word ? word : repeat(next, step)
}

// Vowels that come and go: «грантовец — грантовца», «альтистка — альтисток»; and «-анин — -ане».
function steady(stem: string): string {
  return stem.replace(/([ая]н)ин$/, "$1").replace(/(?<=[аеиоуыэюя].*)(?:[оейь])([кцнл])$/, "$1")
}
