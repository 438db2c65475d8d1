import { z } from "zod"
import { staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { InvalidInput } from "#platform/refusal.ts"
import { partyById } from "../party/party.store.ts"
import { lockOrganisation } from "./lock-organisation.ts"
import { insertStatus } from "./status.store.ts"
import { isUnit, troublesOf } from "./status.ts"
import { statusFields } from "./status-input.ts"

/** Says what an organisation is recognised as; two of one kind never overlap in time. */
export const addStatus = command({
  name: "party.add_status",
  input: z.object({ id: z.number().int().positive(), ...statusFields }),
  permit: staffSomewhere,
  async run(ctx, { id, ...status }) {
    const { tx, now, announce } = ctx
    const { statuses } = await lockOrganisation(ctx, id)
    const troubles = troublesOf(status, statuses, now.toISOString().slice(0, 10))
    if (troubles) throw new InvalidInput(troubles)
    const { institutionId } = status
    if (institutionId !== null && !isUnit(status.kind))
      throw new InvalidInput({ institutionId: { key: "registry.status.not_a_unit" } })
    const institution = institutionId === null ? undefined : await partyById(tx, institutionId)
    if (institutionId !== null && (institution?.nature !== "organisation" || institutionId === id))
      throw new InvalidInput({ institutionId: { key: "registry.status.no_institution" } })
    const row = await insertStatus(tx, id, status, now)
    const changes = [
      { field: "status", after: status.kind },
      { field: "statusFrom", after: status.from },
      { field: "statusUntil", after: status.until },
      { field: "statusProof", after: status.proof },
      { field: "statusInstitution", after: institution?.name },
    ]
    await announce({
      name: "party.status_added",
      subject: { kind: "party", id },
      payload: { status: row.id, kind: status.kind },
      changes: changes.filter(({ after }) => after),
    })
    return row
  },
})
