import { itemsForAsking, numberOf, resolutionById } from "#modules/deliberation/public.ts"
import { contactsOf, foldName, partiesByFoldedName } from "#modules/registry/public.ts"
import type { CommandContext } from "#platform/command.ts"
import { queueMail } from "#platform/delivery/queue-mail.ts"
import { InvalidInput } from "#platform/refusal.ts"
import { loadLetterhead } from "../letter/letterhead.store.ts"
import { requestMail } from "../recipient/mail-request.ts"
import { keepRecipient } from "../recipient/recipient.store.ts"
import { loadRule } from "../rule/rule.store.ts"
import type { Site } from "../site.ts"
import { insertRequests, type Request } from "./request.store.ts"

const dayMs = 86_400_000

/**
 * Asks another body instead of the one that says «это не к нам». A body whose address the registry or an earlier letter
 * knows gets its link by e-mail at once; another one waits for the coordinator, who sees it on the desk: strangers must
 * not make us write to addresses of their choice, nor give out again a link that the coordinator took back.
 *
 * @returns the new request's number
 */
export async function handOver(
  { tx, now, actor }: CommandContext,
  request: Request,
  to: { handTo: string; handEmail: string; site: Site },
): Promise<number> {
  const folded = foldName(to.handTo)
  if (!folded) throw new InvalidInput({ handTo: { key: "request.invalid.hand_to" } })
  if (folded === foldName(request.addressee))
    throw new InvalidInput({ handTo: { key: "request.invalid.hand_to_self" } })
  const partyId = (await partiesByFoldedName(tx, [folded])).get(folded) ?? null
  const known = partyId === null ? undefined : (await contactsOf(tx, [partyId])).get(partyId)
  const { linkDays } = await loadRule(tx)
  const recipient = await keepRecipient(
    tx,
    to.site.secret,
    {
      resolutionId: request.resolutionId,
      partyId,
      addressee: known?.name ?? to.handTo,
      email: actor.kind === "link" ? "" : to.handEmail,
      knownEmail: known?.email ?? "",
      expiresAt: new Date(now.getTime() + linkDays * dayMs),
      renew: actor.kind !== "link",
    },
    now,
  )
  const [id] = await insertRequests(tx, [
    {
      ...request,
      recipientId: recipient.id,
      partyId,
      askedOn: to.site.today,
      at: now,
      parentId: request.id,
      relation: "handed_over",
      termOn: null,
    },
  ])
  if (id === undefined) throw new InvalidInput({ handTo: { key: "request.invalid.hand_to_asked" } })
  if (recipient.email && !recipient.revokedAt) {
    const resolution = await resolutionById(tx, request.resolutionId)
    const item = (await itemsForAsking(tx, request.resolutionId)).find((one) => one.id === request.itemId)
    await queueMail(
      tx,
      requestMail(to.site, await loadLetterhead(tx, resolution?.territoryId ?? null), {
        recipient,
        resolution: { title: resolution?.title ?? "", date: resolution?.heldOn ?? null },
        items: item ? [{ number: numberOf(item), text: request.wording || item.words }] : [],
      }),
      now,
    )
  }
  return id
}
