import type { ApiDocument } from "#platform/http/build-api.ts"

/** A schema of OpenAPI 3.1, as much of it as is read here. */
export type Schema = {
  $ref?: string
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  format?: string
  description?: string
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
}

const nameOf = (ref: string) => ref.split("/").at(-1)!

/**
 * What a value may be, in a few words.
 * @example typeInWords({ type: ["string", "null"], format: "date" }) // "string (date) | null"
 */
export function typeInWords(schema: Schema = {}): string {
  const { $ref, type, format, items, anyOf, oneOf } = schema
  if ($ref) return nameOf($ref)
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ")
  const choices = anyOf ?? oneOf
  if (choices) return [...new Set(choices.map(typeInWords))].join(" | ")
  const words = [type ?? "any"].flat().map((one) => {
    if (one === "array") return `${typeInWords(items)}[]`
    return one === "string" && format ? `string (${format})` : one
  })
  return words.join(" | ")
}

/** The fields of an object, those of each of its variants where it may be one of several. */
export function fieldsOf(document: ApiDocument, schema: Schema): { name: string; schema: Schema; needed: boolean }[] {
  if (schema.$ref) return fieldsOf(document, document.components?.schemas?.[nameOf(schema.$ref)] as Schema)
  const own = Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    name,
    schema: field,
    needed: schema.required?.includes(name) ?? false,
  }))
  const variants = (schema.anyOf ?? schema.oneOf ?? []).flatMap((one) => fieldsOf(document, one))
  return [...own, ...variants.map((field) => ({ ...field, needed: false }))]
}
