import { z } from "zod"
import { staff } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { loadAudience, saveAudience } from "./comment.store.ts"
import { audiences } from "./tables.ts"

/** Says who may write under items: everybody, those with an account, nobody. */
export const changeAudience = command({
  name: "comment.change_audience",
  input: z.object({ who: z.enum(audiences) }),
  permit: (actor) => staff(actor),
  async run({ tx, announce }, { who }) {
    const before = await loadAudience(tx)
    if (before === who) return { who }
    await saveAudience(tx, who)
    await announce({
      name: "comment.audience_changed",
      subject: { kind: "comment_rule", id: 1 },
      changes: [{ field: "who", before, after: who }],
    })
    return { who }
  },
})
