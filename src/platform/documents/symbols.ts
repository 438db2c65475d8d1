/** Signs of the fonts Symbol and Wingdings, which Word keeps in the private area U+F020…U+F0FF. */
const signs: Record<number, string> = {
  45: "–",
  108: "●",
  110: "■",
  111: "☐",
  113: "❑",
  118: "❖",
  167: "▪",
  168: "☐",
  183: "•",
  216: "➢",
  224: "→",
  240: "⇨",
  251: "✗",
  252: "✓",
  253: "☒",
  254: "☑",
}

/** A character of a sign font as Unicode; one without a known counterpart becomes a bullet. */
export const signOf = (code: number) => signs[code & 0xff] ?? "•"

/** Replaces private characters of sign fonts in a list marker. */
export const readableMarker = (marker: string) =>
  marker
    .replace(/[\uf020-\uf0ff]/g, (sign) => signOf(sign.charCodeAt(0)))
    .replace(/[\ue000-\uf8ff]/g, "•")
    .trim()

/** Replaces private characters of sign fonts in running text. */
export const readableSigns = (text: string) => text.replace(/[\uf020-\uf0ff]/g, (sign) => signOf(sign.charCodeAt(0)))
