const encodings = ["windows-1251", "koi8-r", "ibm866", "iso-8859-5"] as const
export type Cyrillic = (typeof encodings)[number]

/** Letters of Russian texts per thousand (frequency list of the Russian National Corpus). */
const perThousand: Record<string, number> = {
  ...{ о: 110, е: 85, а: 80, и: 74, н: 67, т: 63, с: 55, р: 47, в: 45, л: 44, к: 35, м: 32, д: 30, п: 28, у: 26 },
  ...{ я: 20, ы: 19, ь: 17, г: 17, з: 16, б: 16, ч: 14, й: 12, х: 10, ж: 9, ш: 7, ю: 6, ц: 5, щ: 4, э: 3, ф: 3 },
  ...{ ъ: 0.4, ё: 3 },
}
const ordinary = new Set("«»–—№„“”…’ ©§°")

/**
 * Which one-byte Cyrillic encoding reads like Russian: common letters count for an encoding, rare ones, capitals in
 * the middle of a word and odd signs against it. `likely` is false when even the best reading looks like no Russian.
 */
export function guessCyrillic(bytes: Uint8Array): { encoding: Cyrillic; likely: boolean } {
  const sample = bytes.subarray(0, 1 << 16)
  let best: { encoding: Cyrillic; score: number } = { encoding: "windows-1251", score: -Infinity }
  for (const encoding of encodings) {
    const score = likeness(new TextDecoder(encoding).decode(sample))
    if (score > best.score) best = { encoding, score }
  }
  return { encoding: best.encoding, likely: best.score > 0 }
}

/** Mean of the letters' log-odds against a text of equally frequent letters. */
function likeness(text: string): number {
  let score = 0
  let counted = 0
  let before = ""
  for (const sign of text) {
    if (sign > "\x7f") {
      counted++
      const small = sign.toLowerCase()
      const frequency = perThousand[small]
      if (frequency !== undefined) {
        score += Math.log((frequency * 33) / 1000)
        if (small !== sign && before !== before.toUpperCase()) score -= 3
      } else score += ordinary.has(sign) ? 0 : -3
    }
    before = sign
  }
  return counted === 0 ? 0 : score / counted
}
