import { z } from "zod"
import { type ConfirmationChannel, channelsByHand } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import { changesBetween } from "#platform/events.ts"
import { InvalidInput, notFound } from "#platform/refusal.ts"
import { lockPerson } from "../person/lock-person.ts"
import { confirmationOf, saveAnswer, saveConfirmed, saveSettled } from "./confirmation.store.ts"

/** Notes that somebody said of a person's card that it is right; the person is locked. An earlier day changes nothing. */
export async function markConfirmed(
  { tx, now, announce }: CommandContext,
  id: string,
  { on, channel }: { on: string; channel: ConfirmationChannel },
): Promise<void> {
  const before = await confirmationOf(tx, id)
  if (!before || (before.confirmedOn !== null && before.confirmedOn > on)) return
  await saveAnswer(tx, id, { answer: "right", at: now })
  await saveConfirmed(tx, id, on)
  if (before.confirmedOn === on && before.unconfirmedOn === null) return
  const changes = changesBetween({ confirmedOn: before.confirmedOn ?? "" }, { confirmedOn: on }, ["confirmedOn"])
  await announce({
    name: "person.confirmed",
    subject: { kind: "person", id },
    payload: { channel },
    changes: changes.map((change) => ({ ...change, personId: id })),
  })
}

/** The staff writes down that a person, or the guardian of a minor, said the card is right. */
export const confirmPerson = command({
  name: "person.confirm",
  input: z.object({
    id: z.uuid(),
    channel: z.enum(channelsByHand, { error: "invalid.choice" }),
    on: z.iso.date({ error: "invalid.date" }),
    /** YYYY-MM-DD in the installation's zone. */
    today: z.iso.date(),
  }),
  permit: staffSomewhere,
  async run(ctx, { id, channel, on, today }) {
    await lockPerson(ctx, id)
    const before = await confirmationOf(ctx.tx, id)
    if (on > today) throw new InvalidInput({ on: { key: "registry.ending.future" } })
    if (before?.confirmedOn && on < before.confirmedOn) throw new InvalidInput({ on: { key: "confirmation.earlier" } })
    await markConfirmed(ctx, id, { on, channel })
    return { id }
  },
})

/** Somebody has done what a person wrote by the link. Where something had changed, the card is confirmed by that. */
export const settleAnswer = command({
  name: "person.settle_answer",
  input: z.object({ id: z.uuid(), /** YYYY-MM-DD in the installation's zone. */ today: z.iso.date() }),
  permit: staffSomewhere,
  async run(ctx, { id, today }) {
    await lockPerson(ctx, id)
    const { answer, settledAt } = (await confirmationOf(ctx.tx, id)) ?? {}
    if (settledAt || (answer !== "changed" && answer !== "over")) throw notFound()
    await saveSettled(ctx.tx, id, ctx.now)
    await ctx.announce({ name: "person.answer_settled", subject: { kind: "person", id }, payload: { answer } })
    if (answer === "changed") await markConfirmed(ctx, id, { on: today, channel: "changes" })
    return { id }
  },
})
