import type { Ctx } from "#platform/http/env.ts"
import { attempt, formOf, field as textOf } from "#platform/http/reply.ts"
import type { Saying } from "#platform/refusal.ts"
import { storeLogo } from "./store-upload.ts"

const names = [
  "mission",
  "about",
  "publicEmail",
  "publicPhone",
  "publicAddress",
  "openingHours",
  "links",
  "logoAlt",
] as const
export type TypedProfile = Partial<Record<(typeof names)[number] | "logoGone" | "logoFile", string>>

/** A description as a form sends it: the texts, and the logo stored or taken away; absent where it stays. */
export async function typedProfile(c: Ctx): Promise<{
  form: Awaited<ReturnType<typeof formOf>>
  typed: TypedProfile
  logo: { logo?: string | null }
  errors: Record<string, Saying>
}> {
  const form = await formOf(c)
  const typed: TypedProfile = Object.fromEntries(names.map((name) => [name, textOf(form, name)]))
  const stored = await attempt(storeLogo(c, form))
  const file = ("value" in stored && stored.value) || textOf(form, "logoFile")
  if (file) typed.logoFile = file
  if (textOf(form, "logoGone") === "yes") typed.logoGone = "yes"
  return {
    form,
    typed,
    logo: file ? { logo: file } : typed.logoGone ? { logo: null } : {},
    errors: "errors" in stored ? stored.errors : {},
  }
}
