import { z } from "zod"
import { command } from "#platform/command.ts"
import { claimAttachments, setAudience } from "#platform/files/attachment.store.ts"
import { InvalidInput, notAllowed, notFound } from "#platform/refusal.ts"
import { canKeepParty, represents, speaksSomewhere } from "../party/party.policy.ts"
import { partyForUpdate } from "../party/party.store.ts"
import { line } from "../party/party-input.ts"
import { partyScopes } from "../party/party-scopes.ts"
import { profileOf } from "../profile/profile.store.ts"
import { documentLimit, documentsOf, insertDocument } from "./paper.store.ts"
import { type DocumentAudience, documentKinds } from "./paper.ts"

export const documentInput = {
  kind: z.enum(documentKinds, { error: "invalid.choice" }),
  title: line(300).refine((title) => title !== "", "invalid.required"),
  datedOn: z.iso.date({ error: "invalid.date" }).nullable().default(null),
  audience: z.enum(["public", "staff"], { error: "invalid.choice" }).default("public"),
}

/**
 * Puts a document on a card. What its representative sends waits for a coordinator, unless its texts are trusted.
 * @throws InvalidInput `files` when the stored file is gone
 */
export const addDocument = command({
  name: "party.add_document",
  input: z.object({ id: z.number().int().positive(), file: z.uuid({ error: "invalid.required" }), ...documentInput }),
  permit: speaksSomewhere,
  async run({ tx, actor, now, announce }, { id, file, ...given }) {
    const party = await partyForUpdate(tx, id)
    if (!party) throw notFound()
    const keeps = canKeepParty(actor, await partyScopes(tx, party))
    if (!keeps && !represents(actor, party)) throw notAllowed()
    if ((await documentsOf(tx, id)).length >= documentLimit)
      throw new InvalidInput({ "": { key: "document.too_many", params: { limit: documentLimit } } })
    const { trusted } = await profileOf(tx, id)
    const audience: DocumentAudience = keeps ? given.audience : trusted ? "public" : "offered"
    const document = await insertDocument(tx, id, { ...given, audience, file }, now)
    await claimAttachments(tx, [file], { kind: "party_document", id: document.id })
    await setAudience(tx, [file], { kind: "party_document", ids: [document.id] }, "subject")
    await announce({
      name: "party.document_added",
      subject: { kind: "party", id },
      payload: { document: document.id, audience },
      changes: audience === "public" ? [{ field: "document", after: given.title }] : [],
    })
    return { ...document, audience }
  },
})
