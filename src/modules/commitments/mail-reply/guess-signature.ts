const farewell = /^(с\s+(глубоким\s+)?уважением|искренне ваш|best regards|kind regards|sincerely|--\s*$)/iu
const greeting = /^(здравствуйте|добрый (день|вечер)|доброе утро|уважаем\p{L}+)[^.!?\n]{0,80}[!,.]?$/iu
const contact = /@|https?:|www\.|\+?\d[\d\s()-]{6,}|^(тел|моб|факс|e-?mail|эл\.? ?почта|адрес)/iu
/** «П. И. Рябинин», «Рябинин П.И.», «Пётр Рябинин», «Рябинин Пётр Ильич» at the end of a line. */
const word = "\\p{Lu}\\p{Ll}+(?:-\\p{Lu}\\p{Ll}+)?"
const initials = "\\p{Lu}\\.\\s?(?:\\p{Lu}\\.)?"
const person = new RegExp(`(?:${initials}\\s?${word}|${word}\\s${initials}|${word}\\s${word}(?:\\s${word})?)$`, "u")

/** Where a letter takes its leave: the number of that line, or of the first line after the last. */
const leave = (lines: string[]): number => {
  const at = lines.findLastIndex((line) => farewell.test(line.trim()))
  return at === -1 ? lines.length : at
}

/** What a letter says without greeting and signature: it may become public, names of people should not. */
export function ownWords(text: string): string {
  const lines = text.split("\n")
  const kept = lines.slice(0, leave(lines))
  const first = kept.findIndex((line) => line.trim() !== "")
  if (first !== -1 && greeting.test(kept[first]!.trim())) kept.splice(0, first + 1)
  return kept.join("\n").trim()
}

/** Who signed, as far as the lines under «С уважением» say it; the sender's own name stands in for one that is lacking. */
export function guessSignature(text: string, fromName: string): { name: string; post: string } {
  const lines = text.split("\n")
  const signed = lines
    .slice(leave(lines))
    .map((line) =>
      line
        .trim()
        .replace(farewell, "")
        .replace(/^[,.\s]+|[,;\s]+$/gu, ""),
    )
    .filter((line) => line && !contact.test(line))
    .slice(0, 5)
  const at = signed.findIndex((line) => person.test(line))
  const line = signed[at] ?? ""
  const name = person.exec(line)?.[0] ?? ""
  const before = line.slice(0, line.length - name.length).replace(/[,\s/_–—-]+$/u, "")
  const post = [...signed.slice(0, Math.max(at, 0)), before, ...(at === 0 && !before ? signed.slice(1, 2) : [])]
  return {
    name: name || (person.test(fromName.trim()) ? fromName.trim() : ""),
    post: name ? post.filter(Boolean).join(" ").slice(0, 300) : "",
  }
}
