import { z } from "zod"
import { line, lines } from "#modules/registry/public.ts"
import { type Actor, staff } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { changesBetween } from "#platform/events.ts"
import { InvalidInput } from "#platform/refusal.ts"
import { consentKinds, troubleOfText } from "./consent.ts"
import { insertOperator, insertText, presentOperator, presentText } from "./consent-text.store.ts"

/** Keeps the words of consents and the name of the operator: the staff of the whole. */
export const canKeepTexts = (actor: Actor): boolean => staff(actor)

const body = lines(20_000).refine((text) => text !== "", "invalid.required")
export const textFields = { kind: z.enum(consentKinds), bodyRu: body, bodyEn: body }

/**
 * New words of a consent, as its next version. Older versions stay as they were, with the consents given on them.
 * @throws InvalidInput when the words name something unknown, or leave out who consents, to whom or to what
 */
export const publishText = command({
  name: "consent.publish_text",
  input: z.object(textFields),
  permit: canKeepTexts,
  async run({ tx, now, announce }, { kind, bodyRu, bodyEn }) {
    for (const [name, text] of [
      ["bodyRu", bodyRu],
      ["bodyEn", bodyEn],
    ] as const) {
      const { unknown, missing } = troubleOfText(kind, text)
      const said = (names: string[]) => ({ names: names.map((one) => `{${one}}`).join(", ") })
      if (unknown.length) throw new InvalidInput({ [name]: { key: "consent.text.unknown", params: said(unknown) } })
      if (missing.length) throw new InvalidInput({ [name]: { key: "consent.text.missing", params: said(missing) } })
    }
    const before = await presentText(tx, kind)
    if (before.bodyRu === bodyRu && before.bodyEn === bodyEn) return { id: before.id }
    const row = await insertText(tx, { kind, version: before.version + 1, bodyRu, bodyEn }, now)
    await announce({
      name: "consent.text_published",
      subject: { kind: "consent_text", id: row.id },
      payload: { kind, version: before.version + 1 },
    })
    return row
  },
})

const required = (max: number) => line(max).refine((text) => text !== "", "invalid.required")
export const operatorFields = {
  name: required(500),
  address: required(500),
  requisites: line(200).default(""),
  contact: required(300),
}

/** Says who processes the data, from now on: consents given before name the one that was then. */
export const changeOperator = command({
  name: "consent.change_operator",
  input: z.object(operatorFields),
  permit: canKeepTexts,
  async run({ tx, now, announce }, given) {
    const before = await presentOperator(tx)
    const changes = changesBetween(before ?? {}, given, ["name", "address", "requisites", "contact"])
    if (!changes.length && before) return { id: before.id }
    const row = await insertOperator(tx, given, now)
    await announce({
      name: "consent.operator_changed",
      subject: { kind: "consent_operator", id: row.id },
      payload: { fields: changes.map(({ field }) => field) },
      changes,
    })
    return row
  },
})
