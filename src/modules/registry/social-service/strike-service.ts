import { z } from "zod"
import { command } from "#platform/command.ts"
import { notFound } from "#platform/refusal.ts"
import { lockDraft } from "../service-list/lock-draft.ts"
import { canKeepLists } from "../service-list/service-list.policy.ts"
import { deleteEntry, entryOf } from "./service.store.ts"

/** Strikes a service from a draft of the list; earlier versions keep it. */
export const strikeService = command({
  name: "service.strike",
  input: z.object({ list: z.number().int(), id: z.number().int() }),
  permit: canKeepLists,
  async run(ctx, { list, id }) {
    await lockDraft(ctx, list)
    const before = await entryOf(ctx.tx, list, id)
    if (!before) throw notFound()
    await deleteEntry(ctx.tx, list, id)
    await ctx.announce({
      name: "service.struck",
      subject: { kind: "service_list", id: list },
      payload: { service: id },
      changes: [{ field: "service", before: `${before.code} ${before.name}` }],
    })
    return { id }
  },
})
