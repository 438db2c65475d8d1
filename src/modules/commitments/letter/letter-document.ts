import { resolutionById } from "#modules/deliberation/public.ts"
import { contactsOf } from "#modules/registry/public.ts"
import type { Db } from "#platform/db.ts"
import { attachmentsOf } from "#platform/files/attachment.store.ts"
import type { Filled } from "#platform/office/template.ts"
import { safeFileName } from "#platform/office/zip.ts"
import { answerAddress } from "../recipient/mail-request.ts"
import { recipientById } from "../recipient/recipient.store.ts"
import type { Site } from "../site.ts"
import { paperWords } from "../watch/paper-words.ts"
import { type Letter, letterDocx, letterFileName } from "./letter-docx.ts"
import { type Letterhead, letterheads, loadTemplate } from "./letterhead.store.ts"
import { plainLetterDocx } from "./plain-letter-docx.ts"
import type { RegisteredLetter } from "./register.store.ts"

export const senderOf = (head: Letterhead): Letter["sender"] => ({
  organisation: head.organisation,
  address: head.address,
  post: head.post,
  name: head.signatory,
  executor: head.executor,
  phone: head.phone,
})

/** What is known of a request's letter, for its .docx; with the code of the answer while its link opens anything. */
export async function letterModels(db: Db, site: Site, letters: RegisteredLetter[], now: Date): Promise<Letter[]> {
  const headOf = await letterheads(db)
  const contacts = await contactsOf(
    db,
    letters.flatMap(({ partyId }) => partyId ?? []),
  )
  const made: Letter[] = []
  for (const letter of letters) {
    const resolution = letter.resolutionId === null ? undefined : await resolutionById(db, letter.resolutionId)
    const recipient = letter.recipientId === null ? undefined : await recipientById(db, letter.recipientId)
    const opens = recipient && !recipient.revokedAt && recipient.expiresAt > now
    const to = letter.partyId === null ? undefined : contacts.get(letter.partyId)
    const address = opens && answerAddress(site, recipient)
    made.push({
      number: letter.numberText,
      date: letter.dated,
      addressee: { name: letter.addressee, person: to?.letterTo ?? null, address: to?.postalAddress ?? null },
      items: letter.items,
      resolution: {
        title: resolution?.title ?? "",
        date: resolution?.heldOn ?? resolution?.adoptedOn ?? null,
        place: resolution?.place ?? null,
      },
      sender: senderOf(headOf(resolution ? resolution.territoryId : letter.territoryId)),
      answer: address
        ? { address: address.short, code: address.code, until: recipient!.expiresAt.toISOString().slice(0, 10) }
        : null,
    })
  }
  return made
}

/** One letter as .docx: that of a request by the template, any other as its subject and text stand. */
export async function letterDocument(
  db: Db,
  site: Site,
  letter: RegisteredLetter,
  now: Date,
): Promise<{ name: string; filled: Filled }> {
  const { say, locale } = site
  const [model] = await letterModels(db, site, [letter], now)
  if (letter.items.length) {
    const ofFirst =
      letter.kind === "reminder" || letter.kind === "escalation" ? null : await loadTemplate(db, letter.territoryId)
    return {
      name: letterFileName(model!, say),
      filled: await letterDocx(ofFirst, model!, paperWords(say, letter)),
    }
  }
  const files = await attachmentsOf(db, { kind: "letter", id: letter.id })
  const bytes = await plainLetterDocx({ ...model!, subject: letter.subject, body: letter.body }, files, say, locale)
  const name = say("write.file", { number: letter.numberText, addressee: letter.addressee })
  return { name: safeFileName(`${name}.docx`), filled: { ok: true, bytes } }
}
