import { z } from "zod"
import { command } from "#platform/command.ts"
import { Refusal } from "#platform/refusal.ts"
import { canKeepLists } from "./service-list.policy.ts"
import { insertCopy, lockLists } from "./service-list.store.ts"

/** Starts a new version of the list as a copy of the last one. @throws Refusal while another draft is open */
export const draftList = command({
  name: "service.draft_list",
  input: z.object({ demo: z.boolean().default(false) }),
  permit: canKeepLists,
  async run({ tx, now, announce }, { demo }) {
    const [last] = await lockLists(tx)
    if (last && !last.approvedAt) throw new Refusal(409, "service_list.draft_there", { number: last.number })
    const number = (last?.number ?? 0) + 1
    await insertCopy(tx, number, last?.number, now, demo)
    await announce({ name: "service.list_drafted", subject: { kind: "service_list", id: number } })
    return { number }
  },
})
