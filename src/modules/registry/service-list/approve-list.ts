import { z } from "zod"
import { command } from "#platform/command.ts"
import { InvalidInput } from "#platform/refusal.ts"
import { indexServices } from "../social-service/index-services.ts"
import { entriesOf } from "../social-service/service.store.ts"
import { lockDraft } from "./lock-draft.ts"
import { canKeepLists } from "./service-list.policy.ts"
import { markApproved } from "./service-list.store.ts"
import { hindrances } from "./service-list.ts"

/** Approves a draft: it never changes afterwards. @throws InvalidInput with the first thing that stops it */
export const approveList = command({
  name: "service.approve_list",
  input: z.object({ number: z.number().int() }),
  permit: canKeepLists,
  async run(ctx, { number }) {
    const { list, last } = await lockDraft(ctx, number)
    const services = await entriesOf(ctx.tx, number)
    const [first] = hindrances(list, services.length, last)
    if (first) throw new InvalidInput({ "": { key: first } })
    await markApproved(ctx.tx, number, ctx.now)
    await indexServices(ctx.tx, ctx.now.toISOString().slice(0, 10))
    await ctx.announce({
      name: "service.list_approved",
      subject: { kind: "service_list", id: number },
      payload: { services: services.length },
    })
    return { number }
  },
})
