import { z } from "zod"
import { command } from "#platform/command.ts"
import { InvalidInput } from "#platform/refusal.ts"
import { canKeepEmbedding } from "./embedding.policy.ts"
import { embeddingSites, insertSite } from "./embedding.store.ts"
import { originOf, siteLimit } from "./embedding.ts"

/** Lets a site show the registers in a frame. @throws InvalidInput at `site` when it is no site, or allowed already */
export const allowSite = command({
  name: "embedding.allow",
  input: z.object({ site: z.string().max(300), note: z.string().trim().max(200).default("") }),
  permit: canKeepEmbedding,
  async run({ tx, now, announce }, { site, note }) {
    const origin = originOf(site)
    if (!origin) throw new InvalidInput({ site: { key: "embedding.no_site" } })
    if ((await embeddingSites(tx)).length >= siteLimit)
      throw new InvalidInput({ site: { key: "embedding.too_many", params: { limit: siteLimit } } })
    const row = await insertSite(tx, origin, note, now)
    if (!row) throw new InvalidInput({ site: { key: "embedding.there" } })
    await announce({
      name: "embedding.allowed",
      subject: { kind: "embedding", id: row.id },
      changes: [{ field: "site", after: origin }],
    })
    return { ...row, origin }
  },
})
