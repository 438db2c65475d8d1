import { z } from "zod"
import { territoryScopes } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { notAllowed, notFound, Refusal } from "#platform/refusal.ts"
import { indexResolution } from "./index-resolution.ts"
import { canAdopt } from "./resolution.policy.ts"
import { lockResolution } from "./resolution.store.ts"
import { visibilities } from "./resolution.ts"

/** Changes who may read a resolution: the centre, its participants, or everybody. */
export const showResolution = command({
  name: "resolution.show",
  input: z.object({ id: z.coerce.number().int(), visibility: z.enum(visibilities) }),
  permit: staffSomewhere,
  async run({ tx, actor, announce }, { id, visibility }) {
    const resolution = await lockResolution(tx, id)
    if (!resolution) throw notFound()
    if (!canAdopt(actor, await territoryScopes(tx, resolution.territoryId))) throw notAllowed()
    if (!resolution.adoptedOn) throw new Refusal(409, "refusal.not_adopted_yet")
    if (resolution.visibility !== visibility) {
      await tx.updateTable("deliberation.resolution").set({ visibility }).where("id", "=", id).execute()
      await indexResolution(tx, id)
      await announce({
        name: "resolution.shown",
        subject: { kind: "resolution", id },
        payload: { visibility },
        changes: [{ field: "visibility", before: resolution.visibility, after: visibility }],
      })
    }
    return { id }
  },
})
