import { longDate } from "#platform/office/dates.ts"
import type { View } from "#platform/view.ts"
import { Row } from "#ui/list.tsx"
import { StateMark, type Tone } from "#ui/state-mark.tsx"
import { kindWord, type MailWay, wayWord } from "./letter-words.ts"
import type { RegisteredLetter } from "./register.store.ts"

/** What is to be said first of a letter: that a reply is awaited or has come, else how it stands on its way. */
export function standingOf(
  { t, locale, today }: View,
  letter: RegisteredLetter,
  way: MailWay,
): { tone: Tone; word: string } {
  if (letter.repliedBy !== null) return { tone: "done", word: t("register.replied") }
  if (letter.awaitedUntil !== null) {
    const date = longDate(letter.awaitedUntil, locale)
    return letter.awaitedUntil < today
      ? { tone: "late", word: t("register.overdue", { date }) }
      : { tone: "silent", word: t("register.awaited_until", { date }) }
  }
  if (letter.direction === "in") return { tone: "done", word: t("letter.direction.in") }
  return wayWord(t, way)
}

/** One letter as a line of a list. */
export const LetterLine = ({ view, letter, way }: { view: View; letter: RegisteredLetter; way: MailWay }) => (
  <Row
    href={view.href(`/letters/${letter.id}`)}
    title={view.t("letter.one", {
      number: letter.numberText,
      date: longDate(letter.dated, view.locale),
      addressee: letter.addressee,
    })}
    mini={[
      view.t(`letter.direction.${letter.direction}`),
      kindWord(view.t, letter),
      letter.writer,
      letter.subject.slice(0, 160),
    ]}
    end={<StateMark {...standingOf(view, letter, way)} />}
  />
)
