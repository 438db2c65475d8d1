import { z } from "zod"
import { loadItem, resolutionById } from "#modules/deliberation/public.ts"
import { foldName, partyByName, territoryScopes } from "#modules/registry/public.ts"
import { staffSomewhere, userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { takeNumbers } from "#platform/counter.ts"
import type { Db } from "#platform/db.ts"
import { claimAttachments } from "#platform/files/attachment.store.ts"
import { InvalidInput, notAllowed, notFound, type Saying } from "#platform/refusal.ts"
import { requestById } from "../request/request.store.ts"
import { storedFiles } from "./attach-files.ts"
import { canReadLetters } from "./letter.policy.ts"
import { insertLetters } from "./letter.store.ts"
import { loadLetterhead } from "./letterhead.store.ts"
import { numberText } from "./number-letter.ts"
import { line, words } from "./register-incoming.ts"

const dayMs = 86_400_000
/** How long a reply is awaited unless another day is given. */
export const awaitedDays = 30
export const afterDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)

/** What a letter to a third body is about: a request, or an item that the centre itself writes about. */
export type About = { requestId: number } | { itemId: number }

/** The request or the item with its resolution; undefined when it is not there. */
export async function aboutOf(db: Db, about: About) {
  const request = "requestId" in about ? await requestById(db, about.requestId) : undefined
  const itemId = "itemId" in about ? about.itemId : request?.itemId
  const item = itemId === undefined ? undefined : await loadItem(db, itemId)
  const resolution = item && (await resolutionById(db, item.resolutionId))
  if (!item || !resolution) return undefined
  return { request, item, resolution, territoryId: request?.territoryId ?? resolution.territoryId }
}

export const letterFields = {
  /** The addressee of the request has written it by itself, or the centre writes it now. */
  writer: z.enum(["recipient", "centre"]),
  addressee: line.refine((name) => foldName(name) !== "", "invalid.required"),
  subject: line.refine((text) => text !== "", "invalid.required"),
  body: words,
  dated: z.iso.date({ error: "invalid.date" }),
  /** The number that the addressee gave its letter. */
  theirNumber: line,
  awaitedUntil: z.iso.date({ error: "invalid.date" }).nullable().default(null),
  files: storedFiles,
}
const input = z.object({
  ...letterFields,
  requestId: z.coerce.number().int().optional(),
  itemId: z.coerce.number().int().optional(),
})

function troublesOf(given: z.output<typeof input>, awaitedUntil: string): Record<string, Saying> {
  const troubles: Record<string, Saying> = {}
  const own = given.writer === "recipient"
  if (own && !given.theirNumber) troubles.theirNumber = { key: "write.number" }
  if (!given.body && !(own && given.files.length)) troubles.body = { key: "invalid.required" }
  if (awaitedUntil < given.dated) troubles.awaitedUntil = { key: "write.early" }
  return troubles
}

/**
 * Enters a letter to a third body (a petition, an appeal) into the register, and awaits its reply. What the centre
 * writes gets an outgoing number; what the addressee of a request wrote itself comes as a copy: our incoming number
 * beside theirs.
 *
 * @returns its id and the number that it is called by
 */
export const writeLetter = command({
  name: "letter.write",
  input,
  permit: staffSomewhere,
  async run({ tx, actor, now, announce }, given) {
    const { requestId, itemId } = given
    const about = requestId !== undefined ? { requestId } : itemId !== undefined ? { itemId } : undefined
    const found = about && (await aboutOf(tx, about))
    if (!found) throw notFound()
    if (!canReadLetters(actor, await territoryScopes(tx, found.territoryId))) throw notAllowed()
    const own = given.writer === "recipient" && found.request !== undefined
    const awaitedUntil = given.awaitedUntil ?? afterDays(given.dated, awaitedDays)
    const troubles = troublesOf({ ...given, writer: own ? "recipient" : "centre" }, awaitedUntil)
    if (Object.keys(troubles).length) throw new InvalidInput(troubles)
    const party = await partyByName(tx, given.addressee)
    const year = Number(given.dated.slice(0, 4))
    const number = await takeNumbers(tx, `${own ? "incoming" : "letter"} ${year}`, 1)
    const { numberPattern } = await loadLetterhead(tx, found.territoryId)
    const [id] = await insertLetters(
      tx,
      [
        {
          direction: own ? "in" : "out",
          kind: "third_body",
          resolutionId: found.resolution.id,
          requestId: found.request?.id ?? null,
          itemId: found.item.id,
          territoryId: found.territoryId,
          partyId: party?.id ?? null,
          addressee: given.addressee,
          writer: own ? found.request!.addressee : "",
          year,
          number,
          numberText: own ? String(number) : numberText(numberPattern, number, given.dated),
          dated: given.dated,
          subject: given.subject,
          body: given.body,
          theirNumber: own ? given.theirNumber : "",
          theirDate: own ? given.dated : null,
          awaitedUntil,
          items: [],
        },
      ],
      { now, userId: userIdOf(actor) },
    )
    await claimAttachments(tx, given.files, { kind: "letter", id: id! })
    await announce({
      name: "letter.written",
      subject: { kind: "letter", id: id! },
      payload: { request: found.request?.id ?? null, item: found.item.id },
    })
    return { id: id!, number: own ? given.theirNumber : numberText(numberPattern, number, given.dated) }
  },
})
