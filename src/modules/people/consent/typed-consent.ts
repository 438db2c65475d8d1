import { understandDay } from "#platform/day.ts"
import type { Ctx } from "#platform/http/env.ts"
import { formOf, field as textOf } from "#platform/http/reply.ts"
import type { TypedConsent } from "./document-form.tsx"

type Form = Awaited<ReturnType<typeof formOf>>
const listOf = (form: Form, name: string) =>
  [form[name] ?? []].flat().filter((value): value is string => typeof value === "string")

/** What was entered into the form of a consent: as it was typed, and as the commands take it. */
export async function typedConsent(c: Ctx) {
  const form = await formOf(c)
  const typed: TypedConsent = {
    fields: listOf(form, "fields"),
    until: textOf(form, "until"),
    conditions: textOf(form, "conditions"),
    signer: textOf(form, "signer"),
  }
  const input = {
    fields: typed.fields,
    conditions: typed.conditions,
    signer: typed.signer,
    until: typed.until ? (understandDay(typed.until, c.var.view.today) ?? typed.until) : null,
    agreed: textOf(form, "agreed") === "yes",
    textId: textOf(form, "textId"),
  }
  return { form, typed, input, key: textOf(form, "key") }
}

/** Troubles of a list under the list's own name. */
export const ofField = <T>(errors: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(errors).map(([name, said]) => [name.replace(/\.\d+$/, ""), said]))
