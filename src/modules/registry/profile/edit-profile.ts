import { z } from "zod"
import { staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { Refusal } from "#platform/refusal.ts"
import { keptParty } from "./kept-party.ts"
import { profileOf, writeProfile } from "./profile.store.ts"
import { profileInput } from "./profile-input.ts"
import { writeDescription } from "./write-description.ts"

/** Says what an organisation or a body tells everybody; `version` is the one that the reader saw. For those who keep the card. */
export const editProfile = command({
  name: "party.describe",
  input: z.object({ id: z.number().int().positive(), version: z.number().int().optional(), ...profileInput }),
  permit: staffSomewhere,
  async run(ctx, { id, version, ...given }) {
    const party = await keptParty(ctx, id)
    if (version !== undefined && version !== (await profileOf(ctx.tx, id)).version)
      throw new Refusal(409, "registry.party.changed_meanwhile")
    return { fields: await writeDescription(ctx, party, given) }
  },
})

/** Says whether the texts of a party's own representative are published at once. */
export const trustParty = command({
  name: "party.trust",
  input: z.object({ id: z.coerce.number().int().positive(), trusted: z.boolean() }),
  permit: staffSomewhere,
  async run(ctx, { id, trusted }) {
    await keptParty(ctx, id)
    const profile = await profileOf(ctx.tx, id)
    if (profile.trusted === trusted) return
    await writeProfile(ctx.tx, id, { ...profile, trusted })
    await ctx.announce({ name: "party.trusted", subject: { kind: "party", id }, payload: { trusted } })
  },
})
