import { z } from "zod"
import { command } from "#platform/command.ts"
import { lockDraft } from "./lock-draft.ts"
import { canKeepLists } from "./service-list.policy.ts"
import { deleteList } from "./service-list.store.ts"

/** Throws a draft away; what is approved stays. */
export const dropList = command({
  name: "service.drop_list",
  input: z.object({ number: z.number().int() }),
  permit: canKeepLists,
  async run(ctx, { number }) {
    await lockDraft(ctx, number)
    await deleteList(ctx.tx, number)
    await ctx.announce({ name: "service.list_dropped", subject: { kind: "service_list", id: number } })
    return { number }
  },
})
