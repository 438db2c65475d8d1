import { z } from "zod"
import { allTerritories } from "#modules/registry/public.ts"
import { signedIn, userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { notFound, Refusal } from "#platform/refusal.ts"
import { markConfirmed } from "../confirmation/confirm-person.ts"
import { saveChanges } from "../person/edit-person.ts"
import { personForUpdate, personOfUser } from "../person/person.store.ts"
import { changedFields } from "../person/person-input.ts"

const { familyName, givenName, patronymic, phone, email, address } = changedFields
/** What people change of their own card; the rest is asked of the centre. */
export const ownFields = { familyName, givenName, patronymic, phone, email, address }

/** Changes one's own card; `version` is the one that was seen, and an older one is refused. */
export const editOwn = command({
  name: "person.edit_own",
  input: z.object({ version: z.number().int().optional(), ...ownFields }),
  permit: signedIn,
  async run(ctx, { version, ...given }) {
    const { tx, actor } = ctx
    const userId = userIdOf(actor)
    const own = userId === null ? undefined : await personOfUser(tx, userId)
    const before = own && (await personForUpdate(tx, own.id))
    if (before?.userId !== userId || !before) throw notFound()
    if (version !== undefined && version !== before.version) throw new Refusal(409, "people.person.changed_meanwhile")
    await saveChanges(ctx, before, { ...before, ...given }, await allTerritories(tx))
    // Whoever sends the whole form has looked through the card.
    const whole = Object.keys(ownFields).every((name) => name in given)
    if (whole) await markConfirmed(ctx, before.id, { on: ctx.now.toISOString().slice(0, 10), channel: "changes" })
    return { id: before.id }
  },
})
