import { resolutionById } from "#modules/deliberation/public.ts"
import { contactsOf } from "#modules/registry/public.ts"
import type { Db } from "#platform/db.ts"
import { zipFiles } from "#platform/office/zip.ts"
import { type Letter, letterDocx, letterFileName } from "../letter/letter-docx.ts"
import { letterheads } from "../letter/letterhead.store.ts"
import type { Site } from "../site.ts"
import type { PrintedLetter } from "./paper.store.ts"
import { paperWords } from "./paper-words.ts"
import { wayInOf } from "./reminder-mail.ts"

/** Printed letters of a lot as .docx files in one archive, each with its own code for the short address. */
export async function paperZip(db: Db, site: Site, letters: PrintedLetter[]): Promise<Uint8Array> {
  const headOf = await letterheads(db)
  const contacts = await contactsOf(
    db,
    letters.flatMap(({ partyId }) => partyId ?? []),
  )
  const resolutions = new Map<number, Letter["resolution"] & { territoryId: number | null }>()
  const files: { name: string; bytes: Uint8Array }[] = []
  for (const one of letters) {
    if (!resolutions.has(one.resolutionId)) {
      const found = await resolutionById(db, one.resolutionId)
      const date = found?.heldOn ?? found?.adoptedOn ?? null
      const { title = "", territoryId = null } = found ?? {}
      resolutions.set(one.resolutionId, { title, date, place: found?.place || null, territoryId })
    }
    const to = one.partyId === null ? undefined : contacts.get(one.partyId)
    const { short, code } = wayInOf(site, { id: one.recipientId, generation: one.generation })
    const resolution = resolutions.get(one.resolutionId)!
    const head = headOf(resolution.territoryId)
    const letter: Letter = {
      number: one.numberText,
      date: one.dated,
      addressee: { name: one.addressee, person: to?.letterTo || null, address: to?.postalAddress || null },
      items: one.items,
      resolution,
      sender: { ...head, name: head.signatory },
      answer: { address: short, code, until: one.expiresAt.toISOString().slice(0, 10) },
    }
    const filled = await letterDocx(null, letter, paperWords(site.say, one))
    if (!filled.ok) throw new Error(`the built-in letter does not fill: ${JSON.stringify(filled.errors)}`)
    files.push({ name: letterFileName(letter, site.say), bytes: filled.bytes })
  }
  return zipFiles(files, letters[0]!.at)
}
