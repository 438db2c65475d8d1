import { resolutionById } from "#modules/deliberation/public.ts"
import { contactsOf } from "#modules/registry/public.ts"
import type { Db } from "#platform/db.ts"
import { zipFiles } from "#platform/office/zip.ts"
import { loadLetterhead } from "../letter/letter.store.ts"
import { type Letter, letterDocx, letterFileName } from "../letter/letter-docx.ts"
import type { Site } from "../site.ts"
import type { PrintedLetter } from "./paper.store.ts"
import { paperWords } from "./paper-words.ts"
import { wayInOf } from "./reminder-mail.ts"

/** Printed letters of a lot as .docx files in one archive, each with its own code for the short address. */
export async function paperZip(db: Db, site: Site, letters: PrintedLetter[]): Promise<Uint8Array> {
  const head = await loadLetterhead(db)
  const contacts = await contactsOf(
    db,
    letters.flatMap(({ partyId }) => partyId ?? []),
  )
  const resolutions = new Map<number, Letter["resolution"]>()
  const files: { name: string; bytes: Uint8Array }[] = []
  for (const one of letters) {
    if (!resolutions.has(one.resolutionId)) {
      const found = await resolutionById(db, one.resolutionId)
      const date = found?.heldOn ?? found?.adoptedOn ?? null
      resolutions.set(one.resolutionId, { title: found?.title ?? "", date, place: found?.place || null })
    }
    const to = one.partyId === null ? undefined : contacts.get(one.partyId)
    const { short, code } = wayInOf(site, { id: one.recipientId, generation: one.generation })
    const letter: Letter = {
      number: one.numberText,
      date: one.dated,
      addressee: { name: one.addressee, person: to?.letterTo || null, address: to?.postalAddress || null },
      items: one.items,
      resolution: resolutions.get(one.resolutionId)!,
      sender: { ...head, name: head.signatory },
      answer: { address: short, code, until: one.expiresAt.toISOString().slice(0, 10) },
    }
    const filled = await letterDocx(null, letter, paperWords(site.say, one))
    if (!filled.ok) throw new Error(`the built-in letter does not fill: ${JSON.stringify(filled.errors)}`)
    files.push({ name: letterFileName(letter, site.say), bytes: filled.bytes })
  }
  return zipFiles(files, letters[0]!.at)
}
