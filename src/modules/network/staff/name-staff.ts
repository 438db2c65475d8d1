import { z } from "zod"
import { staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { publicLine } from "../centre/centre-input.ts"
import { centreForUpdate } from "../centre/load-centre.ts"
import { publicNames, savePublicName, staffOf } from "./staff.store.ts"

/** Says how somebody of the staff is named on the page of the centre; an empty name hides them. */
export const nameStaff = command({
  name: "centre.name_staff",
  input: z.object({
    id: z.coerce.number().int(),
    userId: z.uuid(),
    name: publicLine.default(""),
    post: publicLine.default(""),
  }),
  permit: staffSomewhere,
  async run(ctx, { id, userId, name, post }) {
    const { centre, rights } = await centreForUpdate(ctx, id)
    if (!rights.keeps) throw notAllowed()
    const works = (await staffOf(ctx.tx, centre, ctx.now)).some((one) => one.id === userId)
    const named = (await publicNames(ctx.tx, id)).some((one) => one.userId === userId)
    if (!works && !(named && name === "")) throw notFound()
    await savePublicName(ctx.tx, id, { userId, name, post })
    await ctx.announce({
      name: "centre.staff_named",
      subject: { kind: "centre", id },
      payload: { shown: name !== "" },
    })
    return { id }
  },
})
