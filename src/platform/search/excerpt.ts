import type { Query } from "./query.ts"
import { type Token, tokens } from "./tokens.ts"
import { answers } from "./vector.ts"

/** A piece of text to be shown, marked if it is what was looked for. */
export interface Segment {
  text: string
  marked: boolean
}

/** The whole text in segments. */
export function mark(text: string, query: Query): Segment[] {
  return segments(text, matches(text, query), 0, text.length)
}

/** About `length` characters of the text around the place with most of the words looked for, in segments. */
export function excerpt(text: string, query: Query, length = 240): Segment[] {
  const found = matches(text, query)
  if (text.length <= length) return segments(text, found, 0, text.length)
  let best = 0
  let most = 0
  for (const [i, { start }] of found.entries()) {
    const within = found.slice(i, i + 20).filter(({ end }) => end <= start + length * 0.75).length
    if (within > most) {
      most = within
      best = start
    }
  }
  const start = best < length / 4 ? 0 : boundary(text, best - Math.round(length / 4))
  const end = start + length >= text.length ? text.length : boundary(text, start + length)
  const shown = segments(text, found, start, end)
  if (start) shown.unshift({ text: "… ", marked: false })
  if (end < text.length) shown.push({ text: " …", marked: false })
  return shown
}

function matches(text: string, { sought, begun }: Query): Token[] {
  const answering = (token: Token) => answers(token, sought) || (!!begun && token.word.startsWith(begun))
  return tokens(text).flatMap((token) => {
    if (answering({ ...token, parts: [] })) return [token]
    const parts = token.parts.filter(answering)
    return parts.length && parts.length === token.parts.length ? [token] : parts
  })
}

/** The nearest space at or before a place, within 30 characters; else the place itself. */
function boundary(text: string, at: number): number {
  const space = text.lastIndexOf(" ", at)
  return space > at - 30 ? space + 1 : at
}

function segments(text: string, found: Token[], from: number, to: number): Segment[] {
  const shown: Segment[] = []
  let at = from
  for (const { start, end } of found) {
    if (start < from || end > to) continue
    if (start > at) shown.push({ text: text.slice(at, start), marked: false })
    shown.push({ text: text.slice(start, end), marked: true })
    at = end
  }
  if (at < to) shown.push({ text: text.slice(at, to).trimEnd(), marked: false })
  return shown
}
