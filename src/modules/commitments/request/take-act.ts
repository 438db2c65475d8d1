import { userIdOf } from "#platform/actor.ts"
import type { CommandContext } from "#platform/command.ts"
import { claimAttachments } from "#platform/files/attachment.store.ts"
import { InvalidInput, Refusal } from "#platform/refusal.ts"
import { type Act, actsOf, insertAct, moveRequest, type Request, waitingOf } from "./request.store.ts"
import { after, needsWord, obstacleTo, overtaken, pertinent, type Said, type Standing, silentSince } from "./request.ts"

export type Told = Pick<Act, "name" | "post" | "channel" | "evidence" | "theirNumber" | "responsible" | "links"> & {
  side: Act["side"]
  /** Ids of stored files that prove it. */
  files: string[]
  /** The act that this one answers. */
  settles: number | null
  handedTo: number | null
}

/**
 * Writes one act about a locked request: checks that it is possible now, moves the request, settles what it answers,
 * keeps the files with it. The caller has asked the policy and announces.
 *
 * @returns the act's number and where the request stands after it
 * @throws InvalidInput for a field that lacks something, Refusal 409 when such an act is not possible now
 */
export async function takeAct(
  { tx, actor, now }: CommandContext,
  request: Request,
  given: Said,
  told: Told,
): Promise<{ id: number; standing: Standing }> {
  const said = pertinent(given)
  const acts = await actsOf(tx, [request.id])
  const waiting = waitingOf(acts)
  const settles = waiting.find((one) => one.id === told.settles) ?? null
  if (told.settles !== null && !settles) throw new Refusal(409, "request.refusal.settled_already")
  const obstacle = obstacleTo(said, request, waiting, settles)
  if (obstacle && "refusal" in obstacle) throw new Refusal(409, obstacle.refusal)
  if (obstacle) throw new InvalidInput({ [obstacle.field]: { key: obstacle.key } })
  const standing = after(request, said, settles)
  const agreed = said.kind === "agree" && settles
  const { files, ...rest } = told
  const settled = [...new Set([...(settles ? [settles.id] : []), ...overtaken(said, waiting).map((one) => one.id)])]
  const id = await insertAct(
    tx,
    {
      ...said,
      // What was agreed is said again, so that the terms of a request can be read from its acts alone.
      ...(agreed && { termOn: agreed.termOn, term: agreed.term, wording: agreed.wording }),
      ...rest,
      requestId: request.id,
      at: now,
      userId: userIdOf(actor),
      stage: standing.stage,
      needsWord: needsWord(said),
      settles: settles?.id ?? null,
    },
    settled,
  )
  await claimAttachments(tx, files, { kind: "act", id })
  const days = [request.askedOn, said.onDay, ...acts.map((act) => act.onDay)]
  const waits = needsWord(said) || waiting.some((one) => !settled.includes(one.id))
  await moveRequest(tx, request.id, standing, silentSince(standing, days, waits))
  return { id, standing }
}
