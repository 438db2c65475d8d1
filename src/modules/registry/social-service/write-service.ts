import { z } from "zod"
import { command } from "#platform/command.ts"
import { InvalidInput, notFound, Refusal } from "#platform/refusal.ts"
import { entryFields } from "../service-list/list-input.ts"
import { lockDraft } from "../service-list/lock-draft.ts"
import { canKeepLists } from "../service-list/service-list.policy.ts"
import { codeKey, serviceLimit } from "../service-list/service-list.ts"
import { entriesOf, insertService, writeEntry } from "./service.store.ts"

/** Adds a service to a draft of the list, or says it otherwise; its criteria are the whole set. */
export const writeService = command({
  name: "service.write",
  input: z.object({
    list: z.number().int(),
    id: z.number().int().optional(),
    version: z.number().int().optional(),
    demo: z.boolean().default(false),
    ...entryFields,
  }),
  permit: canKeepLists,
  async run(ctx, { list, id, version, demo, ...words }) {
    await lockDraft(ctx, list)
    const all = await entriesOf(ctx.tx, list)
    const before = all.find((entry) => entry.id === id)
    if (id !== undefined && !before) throw notFound()
    if (version !== undefined && before && version !== before.version) throw new Refusal(409, "service_list.outdated")
    if (!before && all.length >= serviceLimit)
      throw new InvalidInput({ "": { key: "service.too_many", params: { limit: serviceLimit } } })
    if (all.some((entry) => entry.id !== id && codeKey(entry.code) === codeKey(words.code)))
      throw new InvalidInput({ code: { key: "service.code_taken" } })
    const names = words.criteria.map(({ name }) => name.toLowerCase())
    const doubled = names.findIndex((name, i) => names.indexOf(name) < i)
    if (doubled >= 0) throw new InvalidInput({ [`criteria.${doubled}.name`]: { key: "service.criterion_doubled" } })
    const service = before?.id ?? (await insertService(ctx.tx, demo)).id
    await writeEntry(ctx.tx, list, service, words)
    await ctx.announce({
      name: "service.written",
      subject: { kind: "service_list", id: list },
      payload: { service, criteria: words.criteria.length },
      changes: [
        { field: "service", before: before && `${before.code} ${before.name}`, after: `${words.code} ${words.name}` },
      ],
    })
    return { id: service }
  },
})
