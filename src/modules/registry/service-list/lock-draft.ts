import type { CommandContext } from "#platform/command.ts"
import { notFound, Refusal } from "#platform/refusal.ts"
import { lockLists } from "./service-list.store.ts"
import type { ServiceList } from "./service-list.ts"

/**
 * A version that is still a draft, and all versions, which nobody else changes until the transaction ends.
 * @throws Refusal when there is no such version, or it is approved and never changes
 */
export async function lockDraft({ tx }: CommandContext, number: number) {
  const all = await lockLists(tx)
  const list = all.find((one) => one.number === number)
  if (!list) throw notFound()
  if (list.approvedAt) throw new Refusal(409, "service_list.approved_stays")
  return { list, last: all.find(({ approvedAt }) => approvedAt !== null) as ServiceList | undefined }
}
