import { foldName } from "#modules/registry/public.ts"
import { isEmail } from "../sending/email.ts"

/** One who gets a report; without an e-mail it goes on paper. */
export type ReportAddressee = { name: string; email: string }
/** `line`: counted from 1. */
export type WrongLine = { line: number; why: "email" | "name" | "long" }

const address = /[^\s<>,;()«»"]*@[^\s<>,;()«»"]*/

/**
 * A list as people paste it, one a line: «Газета «Наш край», kray@example.ru», «Совет ветеранов», «Штаб <a@b.ru>».
 * Whoever stands there twice gets one letter.
 */
export function readRecipients(typed: string): { all: ReportAddressee[]; wrong: WrongLine[] } {
  const all = new Map<string, ReportAddressee>()
  const wrong: WrongLine[] = []
  for (const [i, line] of typed.split(/\r?\n/).entries()) {
    if (!line.trim()) continue
    const email = address.exec(line)?.[0].replace(/\.$/, "") ?? ""
    const name = line
      .replace(address, "")
      .replace(/[<(]\s*[>)]/, "")
      .replace(/[\s,;:–—-]+$/, "")
      .replace(/^[\s,;:–—-]+/, "")
      .replace(/\s+/g, " ")
    if (email && !isEmail(email)) wrong.push({ line: i + 1, why: "email" })
    else if (!foldName(name)) wrong.push({ line: i + 1, why: "name" })
    else if (name.length > 500) wrong.push({ line: i + 1, why: "long" })
    else all.set(`${foldName(name)} ${email.toLowerCase()}`, { name, email })
  }
  return { all: [...all.values()], wrong }
}

/** The list as it is typed. */
export const recipientsText = (all: ReportAddressee[]): string =>
  all.map(({ name, email }) => (email ? `${name}, ${email}` : name)).join("\n")
