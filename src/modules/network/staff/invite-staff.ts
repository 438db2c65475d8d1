import { z } from "zod"
import { staffSomewhere } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import { notAllowed } from "#platform/refusal.ts"
import { makeInvitation } from "#platform/session/people/invite.ts"
import { type Centre, scopeOfCentre } from "../centre/centre.ts"
import { invitationFields } from "../centre/centre-input.ts"
import { centreForUpdate, isClosed } from "../centre/load-centre.ts"
import { keepInvited } from "./staff.store.ts"

type Sent = {
  centre: Pick<Centre, "id" | "partyId" | "territoryId">
  head: boolean
  email: string
  token: string
  letter: { subject: string; text: string }
}

/** Sends an invitation for a coordinator over exactly the scope of the centre, for commands that have asked who may. */
export async function sendInvitation(ctx: CommandContext, { centre, head, ...letter }: Sent): Promise<string> {
  const invitation = await makeInvitation(ctx, { role: "coordinator", scope: scopeOfCentre(centre), ...letter })
  await keepInvited(ctx.tx, invitation, centre.id, head)
  await ctx.announce({
    name: "centre.invited",
    subject: { kind: "centre", id: centre.id },
    payload: { invitation, head },
  })
  return invitation
}

/** Invites somebody to the staff of a centre; its head invites others, and only who runs the network names heads. */
export const inviteStaff = command({
  name: "centre.invite",
  input: z.object({ id: z.coerce.number().int(), head: z.boolean().default(false), ...invitationFields }),
  permit: staffSomewhere,
  async run(ctx, { id, head, ...letter }) {
    const { centre, rights } = await centreForUpdate(ctx, id)
    if (centre.closedOn !== null) throw isClosed()
    if (!(head ? rights.runs : rights.invites)) throw notAllowed()
    return { id: await sendInvitation(ctx, { centre, head, ...letter }) }
  },
})
