/**
 * What somebody wrote, without the letter that it answers, which mail programs put below or above it, in Russian and in
 * English. Where answers stand between quoted lines, those stay: without them nobody knows what was answered.
 * Nothing is left out of a text that has nothing else.
 */
export function withoutQuotes(text: string): string {
  const lines = text.split("\n").map((line) => line.trimEnd())
  const quote = findQuote(lines)
  if (!quote) return joined(answers(lines)) || text.trim()
  const after = lines.slice(quote.to)
  const own = [...lines.slice(0, quote.from), ...(isQuoted(firstOf(after)) ? answers(after) : [])]
  return joined(own) || text.trim()
}

const joined = (lines: string[]) => lines.join("\n").trim()
const isBlank = (line: string) => line.trim() === ""
/** «> …», and «ИИ> …» of The Bat. */
const isQuoted = (line = "") => /^\s*\p{Lu}{0,3}>/u.test(line)
const firstOf = (lines: string[]) => lines.find((line) => !isBlank(line))

/** Own lines around and between quoted ones; the quoted ones only where they are answered one by one. */
function answers(lines: string[]): string[] {
  const till = lines.findLastIndex((line) => !isBlank(line) && !isQuoted(line)) + 1
  const from = lines.findIndex((line) => !isBlank(line) && !isQuoted(line))
  if (from === -1) return []
  return lines.slice(from, till).some(isQuoted) ? lines.slice(0, till) : lines.slice(from, till)
}

/** Where a mail program begins what it quotes, and where its own words about it end. */
function findQuote(lines: string[]): { from: number; to: number } | undefined {
  for (let at = 0; at < lines.length; at++) {
    if (isSeparator(lines[at]!)) return { from: at, to: lines.length }
    if (isHead(lines, at)) return { from: beforeRule(lines, at), to: lines.length }
    const to = introductionEnd(lines, at)
    if (to !== undefined) return { from: at, to }
  }
  return undefined
}

const isSeparator = (line: string) =>
  /^[-_—–\s]{2,}(исходное сообщение|первоначальное сообщение|original message)[-_—–\s]{2,}$/i.test(line)

/** The head of a letter as Outlook copies it. What was forwarded stays: it is what the sender wants to show. */
function isHead(lines: string[], at: number): boolean {
  if (!/^\*?(от|from|отправитель)\s*:/i.test(lines[at]!)) return false
  const above = lines.slice(0, at).findLast((line) => !isBlank(line)) ?? ""
  if (/forward|пересыл|пересла|перенаправл/i.test(above)) return false
  const others = lines
    .slice(at + 1, at + 8)
    .filter((line) => /^\*?(отправлено|sent|дата|date|кому|to|тема|subject)\s*:/i.test(line))
  return others.length >= 2
}

/** A line of underscores above the head belongs to it. */
function beforeRule(lines: string[], at: number): number {
  const above = lines.slice(0, at).findLastIndex((line) => !isBlank(line))
  return above !== -1 && /^[_\-—]{5,}$/.test(lines[above]!.trim()) ? above : at
}

/**
 * The line after «пн, 2 нояб. 2026 г. в 10:00, Центр <centre@example.ru>:» or "On … wrote:", which may be broken into
 * three, when one begins here. Without an address in it, quoted lines must follow.
 */
function introductionEnd(lines: string[], at: number): number | undefined {
  if (isQuoted(lines[at]) || !/\d/.test(lines[at]!)) return undefined
  for (let to = at + 1; to <= Math.min(at + 3, lines.length); to++) {
    if (to > at + 1 && isBlank(lines[to - 1]!)) return undefined
    const words = lines.slice(at, to).join(" ").trim()
    if (words.length > 300 || !/\d{1,2}[:.]\d{2}.*:$/.test(words)) continue
    // a line of one's own may stand right above
    if (to > at + 1 && introductionEnd(lines, at + 1) === to) return undefined
    if (/[^\s<>@]@[^\s<>@]/.test(words)) return to
    if (
      /(пишет|писали?|писала|написал[аи]?|написал\(а\)|wrote):$|вы писали/i.test(words) &&
      isQuoted(firstOf(lines.slice(to)))
    )
      return to
  }
  return undefined
}
