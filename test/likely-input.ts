type Schema = {
  $ref?: string
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  format?: string
  minLength?: number
  minimum?: number
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
}

const texts: Record<string, string> = {
  date: "2026-11-10",
  "date-time": "2026-11-10T10:00:00Z",
  email: "somebody@example.ru",
  uri: "https://example.ru/",
  uuid: "00000000-0000-4000-8000-000000000000",
}

/** Fields whose form the document does not tell. */
const byName: [RegExp, string][] = [
  [/email$/i, "somebody@example.ru"],
  [/^(site|link|url)$/, "https://example.ru/"],
  [/^(inn|ogrn|kpp)$/, ""],
]

/**
 * Something that fits a schema of the API: every field that it knows, the first of each choice.
 * @param named the schemas that others refer to by name
 */
export function likelyValue(schema: Schema, named: Record<string, Schema> = {}): unknown {
  if (schema.$ref) return likelyValue(named[schema.$ref.split("/").at(-1)!]!, named)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const [first] = schema.anyOf ?? schema.oneOf ?? []
  if (first) return likelyValue(first, named)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((one) => likelyValue(one, named) as object))
  const type = [schema.type].flat()[0]
  if (type === "object")
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, field]) => [
        name,
        byName.find(([pattern]) => pattern.test(name))?.[1] ?? likelyValue(field, named),
      ]),
    )
  if (type === "array") return schema.items ? [likelyValue(schema.items, named)] : []
  if (type === "integer" || type === "number") return Math.max(1, schema.minimum ?? 1)
  if (type === "boolean") return true
  if (type === "null") return null
  return texts[schema.format ?? ""] ?? "Слово".padEnd(schema.minLength ?? 0, "а")
}

const attribute = (tag: string, name: string) =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll("&amp;", "&").replaceAll("&quot;", '"')

/** The forms of a page that change something: where each goes, and what a reader in a hurry would send by it. */
export function formsIn(html: string): { action: string; body: Record<string, string> }[] {
  return [...html.matchAll(/<form\b[^>]*\bmethod="post"[^>]*>([\s\S]*?)<\/form>/g)].flatMap(([whole, inside = ""]) => {
    const action = attribute(whole.slice(0, whole.indexOf(">")), "action")
    if (!action) return []
    const body: Record<string, string> = {}
    for (const [tag] of inside.matchAll(/<(?:input|button)\b[^>]*>/g)) {
      const [name, type, value] = [attribute(tag, "name"), attribute(tag, "type"), attribute(tag, "value")]
      if (!name || type === "file") continue
      const asked = ["hidden", "radio", "checkbox"].includes(type ?? "") || tag.startsWith("<button")
      if (asked ? body[name] === undefined : true) body[name] = value || (asked ? "" : texts[type ?? ""] || "Слово")
    }
    for (const [tag, options = ""] of inside.matchAll(/<select\b[^>]*>([\s\S]*?)<\/select>/g)) {
      const values = [...options.matchAll(/<option\b[^>]*>/g)].map(([option]) => attribute(option, "value") ?? "")
      body[attribute(tag, "name") ?? ""] = values.find(Boolean) ?? ""
    }
    for (const [tag, text = ""] of inside.matchAll(/<textarea\b[^>]*>([\s\S]*?)<\/textarea>/g))
      body[attribute(tag, "name") ?? ""] = text.trim() || "Слово"
    return [{ action, body }]
  })
}
