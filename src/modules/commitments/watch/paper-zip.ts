import { resolutionById } from "#modules/deliberation/public.ts"
import { contactsOf } from "#modules/registry/public.ts"
import type { Db } from "#platform/db.ts"
import type { MessageKey, Say } from "#platform/i18n.ts"
import { longDate } from "#platform/office/dates.ts"
import { differentNames, zipFiles } from "#platform/office/zip.ts"
import { loadLetterhead } from "../letter/letter.store.ts"
import { type Letter, letterDocx, letterFileName } from "../letter/letter-docx.ts"
import type { Site } from "../site.ts"
import type { PrintedLetter } from "./paper.store.ts"
import { wayInOf } from "./reminder-mail.ts"
import type { ReminderKind } from "./watch.ts"

/** Words of a first letter that are others in a reminder; the rest of the letter is built the same way. */
const others: Record<string, (kind: ReminderKind) => MessageKey> = {
  "export.letter.title": (kind) => `watch.paper.${kind}.title`,
  "export.letter.lead": (kind) => `watch.paper.${kind}.lead.text`,
  "export.letter.term": () => "watch.paper.state.text",
  "export.letter.ask": (kind) => `watch.paper.${kind}.ask.text`,
}

/** Printed letters of a lot as .docx files in one archive, each with its own code for the short address. */
export async function paperZip(db: Db, site: Site, letters: PrintedLetter[]): Promise<Uint8Array> {
  const head = await loadLetterhead(db)
  const contacts = await contactsOf(
    db,
    letters.flatMap(({ partyId }) => partyId ?? []),
  )
  const titles = new Map<number, Letter["resolution"]>()
  const files: { name: string; bytes: Uint8Array }[] = []
  for (const one of letters) {
    if (!titles.has(one.resolutionId)) {
      const found = await resolutionById(db, one.resolutionId)
      titles.set(one.resolutionId, {
        title: found?.title ?? "",
        date: found?.heldOn ?? null,
        place: found?.place || null,
      })
    }
    const to = one.partyId === null ? undefined : contacts.get(one.partyId)
    const { short, code } = wayInOf(site, { id: one.recipientId, generation: one.generation })
    const until = longDate(one.expiresAt.toISOString().slice(0, 10), site.locale)
    const labels: Say = (key, params) => {
      const other = others[key]
      return other
        ? site.say(other(one.kind), { ...params, short, code, until, addressee: one.addressee })
        : site.say(key, params)
    }
    const letter: Letter = {
      number: one.numberText,
      date: one.dated,
      addressee: { name: one.addressee, person: to?.letterTo || null, address: to?.postalAddress || null },
      items: one.items,
      resolution: titles.get(one.resolutionId)!,
      sender: { ...head, name: head.signatory },
    }
    // The template of one's own is written for a first letter, so reminders have the built-in one.
    const filled = await letterDocx(null, letter, labels)
    if (!filled.ok) throw new Error(`the built-in letter does not fill: ${JSON.stringify(filled.errors)}`)
    files.push({ name: letterFileName(letter, site.say), bytes: filled.bytes })
  }
  const names = differentNames(files.map(({ name }) => name))
  return zipFiles(
    files.map(({ bytes }, i) => ({ name: names[i]!, bytes })),
    letters[0]!.at,
  )
}
