import { z } from "zod"
import { allTerritories, territoryScopes } from "#modules/registry/public.ts"
import { staffSomewhere, userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { InvalidInput, notAllowed, notFound, Refusal } from "#platform/refusal.ts"
import { deleteDraft, headColumns, lockDraft } from "../draft/draft.store.ts"
import { rememberNames } from "../draft/known-addressee.store.ts"
import { indexResolution } from "./index-resolution.ts"
import { linkAddressees } from "./link-addressees.ts"
import { obstacles } from "./obstacles.ts"
import { canAdopt } from "./resolution.policy.ts"
import { lockResolution } from "./resolution.store.ts"
import { visibilities } from "./resolution.ts"
import { writeAdopted } from "./write-adopted.ts"

/**
 * Adopts a checked draft: its pieces become items whose words never change again.
 * In: the version that was looked at, so that nobody adopts what somebody else has just edited.
 * @throws Refusal 409 when the draft has changed meanwhile or is adopted already; InvalidInput when something stops it
 */
export const adoptResolution = command({
  name: "resolution.adopt",
  input: z.object({
    id: z.coerce.number().int(),
    version: z.coerce.number().int(),
    adoptedOn: z.iso.date({ error: "invalid.date" }),
    visibility: z.enum(visibilities),
    territoryId: z.coerce.number().int().nullish(),
    /** Addressees that the registry does not know yet are added to it. */
    addUnknown: z.boolean().default(true),
  }),
  permit: staffSomewhere,
  async run({ tx, actor, now, announce }, input) {
    const resolution = await lockResolution(tx, input.id)
    if (!resolution) throw notFound()
    const territoryId = input.territoryId ?? resolution.territoryId
    const known = territoryId === null || (await allTerritories(tx)).some(({ id }) => id === territoryId)
    if (!known) throw new InvalidInput({ territoryId: { key: "invalid.choice" } })
    // Where it comes from and where it goes: nobody takes over the draft of another territory by naming their own.
    for (const place of new Set([resolution.territoryId ?? territoryId, territoryId]))
      if (!canAdopt(actor, await territoryScopes(tx, place))) throw notAllowed()
    if (resolution.adoptedOn) throw new Refusal(409, "refusal.already_adopted")
    const draft = await lockDraft(tx, input.id)
    if (!draft) throw notFound()
    if (draft.version !== input.version) throw new Refusal(409, "refusal.draft_changed")
    const [stop] = obstacles(draft.content)
    if (stop)
      throw new InvalidInput({ [stop.field]: { key: `adopt.stop.${stop.code}`, params: { label: stop.label ?? "" } } })

    const content = await linkAddressees(
      { tx, actor, now, announce },
      draft.content,
      { territoryId, demo: resolution.demo },
      input.addUnknown,
    )
    const counts = await writeAdopted(tx, input.id, content, now)
    const userId = userIdOf(actor)
    await tx
      .updateTable("deliberation.resolution")
      .set({
        ...headColumns(content),
        visibility: input.visibility,
        territory_id: territoryId,
        item_count: counts.items,
        addressed_count: counts.addressed,
        closed_count: counts.closed,
      })
      .where("id", "=", input.id)
      .execute()
    await tx
      .insertInto("deliberation.adoption")
      .values({ resolution_id: input.id, adopted_on: input.adoptedOn, at: now, user_id: userId })
      .execute()
    if (!resolution.demo) await rememberNames(tx, content, now)
    await deleteDraft(tx, input.id)
    await indexResolution(tx, input.id)
    await announce({
      name: "resolution.adopted",
      subject: { kind: "resolution", id: input.id },
      payload: { items: counts.items, addressed: counts.addressed },
    })
    return { id: input.id, items: counts.items }
  },
})
