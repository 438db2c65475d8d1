import { z } from "zod"
import { staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { removeAttachmentsOf } from "#platform/files/attachment.store.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { canKeepParty, represents, speaksSomewhere } from "../party/party.policy.ts"
import { partyForUpdate } from "../party/party.store.ts"
import { partyScopes } from "../party/party-scopes.ts"
import { keptParty } from "../profile/kept-party.ts"
import { deleteDocument, documentOf, updateDocumentAudience } from "./paper.store.ts"

const which = { id: z.coerce.number().int().positive(), document: z.coerce.number().int().positive() }

/** Says whether everybody may open a document of a card, or only the staff. */
export const showDocument = command({
  name: "party.show_document",
  input: z.object({ ...which, audience: z.enum(["public", "staff"]) }),
  permit: staffSomewhere,
  async run(ctx, { id, document, audience }) {
    await keptParty(ctx, id)
    const found = await documentOf(ctx.tx, id, document)
    if (!found) throw notFound()
    if (found.audience === audience) return
    await updateDocumentAudience(ctx.tx, document, audience)
    await ctx.announce({
      name: "party.document_shown",
      subject: { kind: "party", id },
      payload: { document, audience },
      changes: audience === "public" ? [{ field: "document", after: found.title }] : [],
    })
  },
})

/** Takes a document away for good; a representative takes back what no coordinator has looked at. */
export const removeDocument = command({
  name: "party.remove_document",
  input: z.object(which),
  permit: speaksSomewhere,
  async run({ tx, actor, now, announce }, { id, document }) {
    const party = await partyForUpdate(tx, id)
    const found = party && (await documentOf(tx, id, document))
    if (!party || !found) throw notFound()
    const own = represents(actor, party) && found.audience === "offered"
    if (!own && !canKeepParty(actor, await partyScopes(tx, party))) throw notAllowed()
    await removeAttachmentsOf(tx, { kind: "party_document", id: document }, now)
    await deleteDocument(tx, document)
    await announce({
      name: "party.document_removed",
      subject: { kind: "party", id },
      payload: { document },
      changes: found.audience === "public" ? [{ field: "document", before: found.title }] : [],
    })
  },
})
