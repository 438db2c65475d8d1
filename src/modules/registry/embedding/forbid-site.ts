import { z } from "zod"
import { command } from "#platform/command.ts"
import { notFound } from "#platform/refusal.ts"
import { canKeepEmbedding } from "./embedding.policy.ts"
import { deleteSite } from "./embedding.store.ts"

/** Takes back a site's leave to show the registers: browsers draw them there no more. */
export const forbidSite = command({
  name: "embedding.forbid",
  input: z.object({ id: z.coerce.number().int() }),
  permit: canKeepEmbedding,
  async run({ tx, announce }, { id }) {
    const gone = await deleteSite(tx, id)
    if (!gone) throw notFound()
    await announce({
      name: "embedding.forbidden",
      subject: { kind: "embedding", id },
      changes: [{ field: "site", before: gone.origin }],
    })
    return { id }
  },
})
