import { type ItemLine, itemLines } from "#modules/deliberation/public.ts"
import type { StoredEvent } from "#platform/events.ts"
import { enqueue } from "#platform/jobs.ts"
import type { Reaction } from "#platform/module.ts"
import { requestsOfResolution } from "../request/request.store.ts"
import { changeKinds } from "./change.ts"
import { isFollowed } from "./subscription.store.ts"
import { tellJob } from "./tell-followers.ts"
import { keepUntold, type Untold } from "./untold.store.ts"

/** Changes of one thing within this time are one letter. */
const digestMs = 10 * 60_000

/** Keeps what changed for those who follow it, and has it told a little later. */
export const noteChanges: Reaction = {
  name: "commitments.note_changes",
  to: ["request.answered", "request.decided", "resolution.asked", "resolution.amended", "item.directed"],
  async run({ tx, services }, event) {
    const changes = await changesOf(tx, event)
    const [first] = changes
    if (!first) return
    const resolution = (await itemLines(tx, [first.itemId])).get(first.itemId)?.resolution
    if (!resolution || !followable(resolution)) return
    const items = changes.map(({ itemId }) => itemId)
    if (!(await isFollowed(tx, resolution.id, items))) return
    const since = await keepUntold(tx, resolution.id, changes, services.clock.now())
    const runAt = new Date(since.getTime() + digestMs)
    await enqueue(tx, tellJob, { resolution: resolution.id }, { jobKey: `followers ${resolution.id}`, runAt })
  },
}

/** What is internal is told nobody, not even later: it has not happened for those outside. */
const followable = ({ visibility }: ItemLine["resolution"]) => visibility !== "internal"

type Payload = { act: number; item: number; kind: string; requests: number[]; amendment: number; items: number[] }

async function changesOf(tx: Parameters<typeof requestsOfResolution>[0], event: StoredEvent): Promise<Untold[]> {
  const { act, item, kind, requests, amendment, items, direction } = event.payload as Payload & { direction: number }
  switch (event.name) {
    case "resolution.asked": {
      const all = await requestsOfResolution(tx, Number(event.subjectId))
      return all
        .filter(({ id }) => requests.includes(id))
        .map(({ id, itemId }) => ({ itemId, kind: "asked" as const, ref: id }))
    }
    case "resolution.amended":
      return items.map((itemId) => ({ itemId, kind: "amended", ref: amendment }))
    case "item.directed":
      return [{ itemId: Number(event.subjectId), kind: "directed", ref: direction }]
    default:
      return changeKinds.some((one) => one === kind) ? [{ itemId: item, kind: "act", ref: act }] : []
  }
}
