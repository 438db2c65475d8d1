import { z } from "zod"
import { territoryScopes } from "#modules/registry/public.ts"
import { staff, staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { changesBetween } from "#platform/events.ts"
import { InvalidInput, notAllowed } from "#platform/refusal.ts"
import { checkLetterTemplate } from "./letter-docx.ts"
import { letterheadFields, loadLetterhead, saveLetterhead } from "./letterhead.store.ts"
import { isPattern } from "./number-letter.ts"

const line = z.string().trim().max(500).default("")

/**
 * Says who writes the letters, and may replace their template (`template`: bytes of a .docx; null takes the built-in
 * one back; absent leaves it).
 * @throws InvalidInput that names the wrong tag of the template
 */
export const changeLetterhead = command({
  name: "letterhead.change",
  input: z.object({
    organisation: line,
    address: line,
    post: line,
    signatory: line,
    executor: line,
    phone: line,
    template: z.instanceof(Uint8Array).nullish(),
    templateName: z.string().max(200).default(""),
    /** Whose letterhead it is; null for that of the installation, by which all others write. */
    territoryId: z.coerce.number().int().nullable().default(null),
    /** How outgoing numbers are written, see `numberText`; absent leaves it. */
    numberPattern: z.string().trim().refine(isPattern, "letterhead.number_wrong").optional(),
  }),
  permit: staffSomewhere,
  async run({ tx, actor, announce }, { template, templateName, numberPattern, territoryId, ...fields }) {
    const scopes = await territoryScopes(tx, territoryId)
    if (territoryId !== null && !scopes.length) throw new InvalidInput({ territoryId: { key: "invalid.choice" } })
    if (!staff(actor, scopes)) throw notAllowed()
    const before = await loadLetterhead(tx, territoryId)
    // The first letterhead of a territory begins with nothing of the one that was in force there.
    const own = before.territoryId === territoryId
    if (template) {
      const checked = await checkLetterTemplate(template)
      if (!checked.ok) {
        const [wrong] = checked.errors
        const params = { tag: wrong && "tag" in wrong ? String(wrong.tag ?? "") : "" }
        throw new InvalidInput({ template: { key: `letter.template.${wrong?.code}`, params } })
      }
    }
    const used =
      template === undefined
        ? { templateName: own ? before.templateName : "" }
        : template === null
          ? { template, templateName: "" }
          : { template: Buffer.from(template), templateName: templateName || "template.docx" }
    const pattern = numberPattern ?? before.numberPattern
    await saveLetterhead(tx, territoryId, { ...fields, ...used, numberPattern: pattern })
    await announce({
      name: "letterhead.changed",
      subject: { kind: "letterhead", id: territoryId === null ? 1 : `territory-${territoryId}` },
      changes: changesBetween(before, { ...before, ...fields, numberPattern: pattern }, [
        ...letterheadFields,
        "numberPattern",
      ]),
    })
    return {}
  },
})
