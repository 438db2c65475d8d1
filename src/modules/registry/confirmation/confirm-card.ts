import { z } from "zod"
import { staffSomewhere } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import { changesBetween } from "#platform/events.ts"
import { InvalidInput, notFound } from "#platform/refusal.ts"
import { keptParty } from "../profile/kept-party.ts"
import { confirmationOf, saveAnswer, saveConfirmed } from "./confirmation.store.ts"
import { type Channel, channelsByHand } from "./confirmation.ts"

/** Notes that somebody said of a card that it is right; its row is locked. A day before the one that is known changes nothing. */
export async function markConfirmed(
  { tx, now, announce }: CommandContext,
  id: number,
  { on, channel }: { on: string; channel: Channel },
): Promise<void> {
  const before = await confirmationOf(tx, id)
  if (before.confirmedOn !== null && before.confirmedOn > on) return
  await saveAnswer(tx, id, channel === "changes" ? "changed" : "right", now)
  await saveConfirmed(tx, id, on)
  await announce({
    name: "party.confirmed",
    subject: { kind: "party", id },
    payload: { channel },
    changes: changesBetween({ confirmedOn: before.confirmedOn ?? "" }, { confirmedOn: on }, ["confirmedOn"]),
  })
}

/** The staff writes down that an organisation said its card is right: asked by telephone, for one. */
export const confirmCard = command({
  name: "party.confirm",
  input: z.object({
    id: z.coerce.number().int().positive(),
    channel: z.enum(channelsByHand, { error: "invalid.choice" }),
    on: z.iso.date({ error: "invalid.date" }),
    /** YYYY-MM-DD in the installation's zone. */
    today: z.iso.date(),
  }),
  permit: staffSomewhere,
  async run(ctx, { id, channel, on, today }) {
    const party = await keptParty(ctx, id)
    if (party.nature !== "organisation") throw notFound()
    const { confirmedOn } = await confirmationOf(ctx.tx, id)
    if (on > today) throw new InvalidInput({ on: { key: "registry.ending.future" } })
    if (confirmedOn !== null && on < confirmedOn) throw new InvalidInput({ on: { key: "confirmation.earlier" } })
    await markConfirmed(ctx, id, { on, channel })
    return { id }
  },
})
