import { foldName } from "#modules/registry/public.ts"
import type { AffiliationRole } from "../affiliation/affiliation.ts"

/** One line of a pasted list, as it was written. */
export type Line = { name: string; email: string; role: string; organisation: string }

/** So many people are invited at once. */
export const lineLimit = 200

/** Lines of a list: name, e-mail, role, organisation, parted by tabs, as out of a table, or by semicolons. */
export function readList(text: string): Line[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.split(line.includes("\t") ? "\t" : ";").map((cell) => cell.replace(/\s+/g, " ").trim()))
    .filter((cells) => cells.some(Boolean))
    .filter(([, email], i) => i > 0 || !email || email.includes("@") || !/почт|mail/i.test(email))
    .map(([name = "", email = "", role = "", organisation = ""]) => ({ name, email, role, organisation }))
}

/** «Орлова Вера Павловна»: the family name first, as papers give it. */
export function nameParts(name: string) {
  const [familyName = "", givenName = "", ...rest] = name.split(" ")
  return { familyName, givenName, patronymic: rest.join(" ") }
}

/** A role by its word in either language; a member where none is written; undefined for a word that is no role. */
export function roleOf(written: string, words: ReadonlyMap<string, AffiliationRole>): AffiliationRole | undefined {
  return written === "" ? "member" : words.get(foldName(written))
}
