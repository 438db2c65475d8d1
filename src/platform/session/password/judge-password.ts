import { ZxcvbnFactory } from "@zxcvbn-ts/core"
import { readings } from "#platform/morphology/az.ts"
import type { Saying } from "#platform/refusal.ts"
import { commonPasswords, otherLayout } from "./common-passwords.ts"

export const shortest = 10
export const longest = 200
// The judge's work grows with the length; nothing that is weak in its first 64 letters gets strong after them.
const looked = 64

let judge: ZxcvbnFactory | undefined

const latinSound: [RegExp, string][] = [
  [/shch|sch/g, "щ"],
  [/zh/g, "ж"],
  [/kh/g, "х"],
  [/ts/g, "ц"],
  [/ch/g, "ч"],
  [/sh/g, "ш"],
  [/yu|ju/g, "ю"],
  [/ya|ja/g, "я"],
  [/yo|jo/g, "ё"],
]
const letters: Record<string, string> = Object.fromEntries(
  [..."abvgdeziyjklmnoprstufhcwxq'"].map((l, i) => [l, [..."абвгдезийжклмнопрстуфхцвкк"][i] ?? "ь"]),
)
const bySound = (word: string) =>
  latinSound.reduce((text, [from, to]) => text.replace(from, to), word).replace(/[a-z']/g, (l) => letters[l] ?? l)

/** One word of the Russian dictionary, typed in either layout or in Latin letters, perhaps with figures around it. */
function isOneWord(password: string): boolean {
  const word = password.toLowerCase().replace(/^[\d\s!@#$%^&*()_+=-]+|[\d\s!@#$%^&*()_+=-]+$/g, "")
  if (word.split(/[\s-]/).length > 2) return false
  return [word, otherLayout(word), bySound(word)].some((form) => readings(form).some((one) => one.known))
}

/** How hard a password is to find out: 0 at once … 4 hardly ever; `fault` says why it is refused. */
export type Judgement = { score: 0 | 1 | 2 | 3 | 4; fault: Saying | null }

/**
 * Judges a password before it is set.
 * @param about what others know of the person (name, e-mail): parts of a password made of it count for nothing
 */
export function judgePassword(password: string, about: string[] = []): Judgement {
  if ([...password].length < shortest)
    return { score: 0, fault: { key: "session.password.short", params: { shortest } } }
  if (password.length > longest) return { score: 0, fault: { key: "session.password.long", params: { longest } } }
  judge ??= new ZxcvbnFactory({ dictionary: { passwords: commonPasswords() }, maxLength: looked })
  const known = about.flatMap((text) => text.toLowerCase().split(/[\s@.,_-]+/)).filter((part) => part.length > 2)
  const hints = known.flatMap((part) => [part, otherLayout(part)])
  const { score, sequence } = judge.check(password.slice(0, looked), hints)
  const matched = (dictionary: string) => score < 3 && sequence.some((match) => match.dictionaryName === dictionary)
  if (matched("userInputs")) return { score, fault: { key: "session.password.personal" } }
  if (isOneWord(password)) return { score: 1, fault: { key: "session.password.one_word" } }
  if (score >= 3) return { score, fault: null }
  return { score, fault: { key: matched("passwords") ? "session.password.common" : "session.password.weak" } }
}
