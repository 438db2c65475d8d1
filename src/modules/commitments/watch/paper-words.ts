import type { MessageKey, Say } from "#platform/i18n.ts"
import type { LetterKind } from "../tables.ts"

/** Words of a first letter that are others in a reminder; the rest of the letter is built the same way. */
const others: Record<string, (kind: "reminder" | "escalation") => MessageKey> = {
  "export.letter.title": (kind) => `watch.paper.${kind}.title`,
  "export.letter.lead": (kind) => `watch.paper.${kind}.lead.text`,
  "export.letter.term": () => "watch.paper.state.text",
  "export.letter.ask": (kind) => `watch.paper.${kind}.ask.text`,
}

/**
 * The words that a letter of the register is built with: a reminder and a letter to the head say theirs, all others those
 * of a first letter. Such letters are made with the built-in template, for one's own is written for first letters.
 */
export const paperWords = (say: Say, { kind, addressee }: { kind: LetterKind; addressee: string }): Say => {
  if (kind !== "reminder" && kind !== "escalation") return say
  return (key, params) => {
    const other = others[key]
    return other ? say(other(kind), { ...params, addressee }) : say(key, params)
  }
}
