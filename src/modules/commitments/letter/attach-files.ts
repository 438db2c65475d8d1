import { z } from "zod"
import { territoryScopes } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { claimAttachments } from "#platform/files/attachment.store.ts"
import { InvalidInput, notAllowed, notFound } from "#platform/refusal.ts"
import { canReadLetters } from "./letter.policy.ts"
import { letterById } from "./register.store.ts"

/** Ids of files that were stored before and belong to nothing yet. */
export const storedFiles = z.array(z.uuid()).max(20, { error: "invalid.too_long" }).default([])

/** Attaches files to a letter: scans of what was signed, what went with it. Only the staff reads them. */
export const attachFiles = command({
  name: "letter.attach",
  input: z.object({ id: z.coerce.number().int(), files: storedFiles }),
  permit: staffSomewhere,
  async run({ tx, actor, announce }, { id, files }) {
    const letter = await letterById(tx, id)
    if (!letter) throw notFound()
    if (!canReadLetters(actor, await territoryScopes(tx, letter.territoryId))) throw notAllowed()
    if (!files.length) throw new InvalidInput({ files: { key: "letter.files.choose" } })
    await claimAttachments(tx, files, { kind: "letter", id })
    await announce({ name: "letter.attached", subject: { kind: "letter", id }, payload: { files: files.length } })
    return { files: files.length }
  },
})
