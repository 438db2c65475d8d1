import { z } from "zod"
import { staff } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { changesBetween } from "#platform/events.ts"
import { InvalidInput } from "#platform/refusal.ts"
import { loadRule } from "../rule/rule.store.ts"
import { letterheadFields, loadLetterhead, saveLetterhead, saveNumberPattern } from "./letter.store.ts"
import { checkLetterTemplate } from "./letter-docx.ts"
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
    /** How outgoing numbers are written, see `numberText`; absent leaves it. */
    numberPattern: z.string().trim().refine(isPattern, "letterhead.number_wrong").optional(),
  }),
  permit: (actor) => staff(actor),
  async run({ tx, announce }, { template, templateName, numberPattern, ...fields }) {
    const before = await loadLetterhead(tx)
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
        ? { templateName: before.templateName }
        : template === null
          ? { template, templateName: "" }
          : { template: Buffer.from(template), templateName: templateName || "template.docx" }
    await saveLetterhead(tx, { ...fields, ...used })
    const { numberPattern: pattern } = await loadRule(tx)
    if (numberPattern !== undefined && numberPattern !== pattern) await saveNumberPattern(tx, numberPattern)
    await announce({
      name: "letterhead.changed",
      subject: { kind: "letterhead", id: 1 },
      changes: changesBetween(
        { ...before, numberPattern: pattern },
        { ...before, ...fields, numberPattern: numberPattern ?? pattern },
        [...letterheadFields, "numberPattern"],
      ),
    })
    return {}
  },
})
