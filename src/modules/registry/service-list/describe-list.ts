import { z } from "zod"
import { command } from "#platform/command.ts"
import { changesBetween } from "#platform/events.ts"
import { Refusal } from "#platform/refusal.ts"
import { documentFields } from "./list-input.ts"
import { lockDraft } from "./lock-draft.ts"
import { canKeepLists } from "./service-list.policy.ts"
import { updateDocument } from "./service-list.store.ts"

/** Says which document a draft rests on and since when it is to be in force. */
export const describeList = command({
  name: "service.describe_list",
  input: z.object({ number: z.number().int(), version: z.number().int().optional(), ...documentFields }),
  permit: canKeepLists,
  async run(ctx, { number, version, ...document }) {
    const { list } = await lockDraft(ctx, number)
    if (version !== undefined && version !== list.version) throw new Refusal(409, "service_list.outdated")
    const changes = changesBetween(list, document, [
      "documentName",
      "documentNumber",
      "documentDate",
      "link",
      "inForceFrom",
    ])
    if (!changes.length) return { number }
    await updateDocument(ctx.tx, number, document)
    await ctx.announce({ name: "service.list_described", subject: { kind: "service_list", id: number }, changes })
    return { number }
  },
})
