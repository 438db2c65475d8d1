import {
  createDefaultPlugins,
  LoopPlugin,
  MissingCloseDelimiterError,
  officeMarkup,
  RelType,
  type ScopeDataArgs,
  type Tag,
  TagOptionsParseError,
  type TemplateData,
  TemplateHandler,
  TemplateSyntaxError,
  type XmlNode,
} from "easy-template-x"
import { closePackage, openPackage, type PackageError } from "#platform/office/package.ts"
import { xmlText } from "#platform/office/xml-text.ts"
import type { ZipLimits } from "#platform/office/zip.ts"

/** The names a template may use: a nested object is a list, {#list}…{/list}, with names of its own. */
export type TagNames = { [name: string]: true | TagNames }
/** `aliases`: another name → the name in `tags`. Letter case and spaces for underscores do not matter. */
export type TemplateShape = { tags: TagNames; aliases: Record<string, string> }
export type TemplateValues = { [name: string]: string | TemplateValues[] }

type TagError =
  | "tag_unclosed"
  | "tag_unopened"
  | "tag_unknown"
  | "tag_outside_list"
  | "tag_misplaced"
  | "brace_unclosed"
  | "brace_unopened"
/** `tag` is the name in braces, or a lone brace with its word. */
export type TemplateError = { code: PackageError<"docx"> } | { code: TagError; tag: string }
export type Checked = { ok: true; tags: string[] } | { ok: false; errors: TemplateError[] }
export type Filled = { ok: true; bytes: Uint8Array } | { ok: false; errors: TemplateError[] }

const LIMITS: ZipLimits = { files: 500, bytes: 32 * 2 ** 20 }

/**
 * Looks a user's .docx template over before it is kept: the file, its braces, its names, and a trial filling.
 * @returns the names it uses, as in `shape.tags`, or everything that is wrong
 */
export async function checkTemplate(template: Uint8Array, shape: TemplateShape): Promise<Checked> {
  const opened = await openPackage(template, "docx", LIMITS)
  if (!opened.ok) return { ok: false, errors: [{ code: opened.code }] }
  try {
    const braces = await loneBraces(opened.files, shape)
    if (braces.length) return { ok: false, errors: braces }
    const tags = await handler(shape).parseTags(closePackage(opened.files))
    const errors = checkTags(tags, shape)
    if (errors.length) return { ok: false, errors }
    const filled = await fillTemplate(template, sample(shape.tags), shape)
    if (!filled.ok) return filled
    return { ok: true, tags: [...new Set(tags.map((tag) => canonical(tag.name ?? "", shape)))].filter(Boolean) }
  } catch (error) {
    return { ok: false, errors: [errorOf(error)] }
  }
}

/**
 * The template with its tags replaced. {#name}…{/name} repeats over a list and shows its inside only when a text is not
 * empty; a list that fills a paragraph repeats the paragraph, one within a table row the row. Values are never read as tags.
 */
export async function fillTemplate(
  template: Uint8Array,
  values: TemplateValues,
  shape: TemplateShape,
): Promise<Filled> {
  const opened = await openPackage(template, "docx", LIMITS)
  if (!opened.ok) return { ok: false, errors: [{ code: opened.code }] }
  try {
    const bytes = await handler(shape).process(closePackage(opened.files), values as TemplateData)
    return { ok: true, bytes: new Uint8Array(bytes) }
  } catch (error) {
    return { ok: false, errors: [errorOf(error)] }
  }
}

function handler(shape: TemplateShape): TemplateHandler {
  const loop = new LoopPlugin()
  const repeat = loop.containerTagReplacements.bind(loop)
  loop.containerTagReplacements = (tags, data, context) => {
    if (Array.isArray(data.getScopeData()) && fillsParagraph(tags)) tags[0]!.options = { loopOver: "paragraph" }
    return repeat(tags, data, context)
  }
  return new TemplateHandler({
    plugins: [...createDefaultPlugins().filter((plugin) => !(plugin instanceof LoopPlugin)), loop],
    scopeDataResolver: (place) => resolve(place, shape),
  })
}

/** Whether a list fills a paragraph outside tables from its first word to the last. */
function fillsParagraph(tags: Tag[]): boolean {
  const [first, last] = [tags[0]!, tags.at(-1)!]
  if (first.placement !== "TextNode" || last.placement !== "TextNode") return false
  const { query } = officeMarkup
  const paragraph = query.containingParagraphNode(first.xmlTextNode)
  if (paragraph !== query.containingParagraphNode(last.xmlTextNode)) return false
  const text = textOf(paragraph).trim()
  return (
    text.startsWith(first.rawText) && text.endsWith(last.rawText) && !query.containingTableCellNode(first.xmlTextNode)
  )
}

const textOf = (node: XmlNode): string =>
  node.nodeType === "Text" ? node.textContent : (node.childNodes ?? []).map(textOf).join("")

const canonical = (name: string, { aliases }: TemplateShape): string => {
  const plain = name.trim().toLowerCase().replace(/\s+/g, "_")
  return Object.hasOwn(aliases, plain) ? aliases[plain]! : plain
}

/** The value in the innermost list that has the name; own members only, so {constructor} is nothing. */
function resolve({ strPath, data }: ScopeDataArgs, shape: TemplateShape): string | TemplateData[] {
  const path = strPath.map((part) => canonical(part, shape))
  const name = path.pop()!
  for (let depth = path.length; depth >= 0; depth--) {
    const scope = path.slice(0, depth).reduce<unknown>(own, data)
    const value = own(scope, name)
    if (typeof value === "string") return xmlText(value)
    if (Array.isArray(value)) return value
  }
  return ""
}

const own = (scope: unknown, name: string): unknown =>
  typeof scope === "object" && scope !== null && Object.hasOwn(scope, name)
    ? (scope as Record<string, unknown>)[name]
    : undefined

function checkTags(tags: Tag[], shape: TemplateShape): TemplateError[] {
  const errors: TemplateError[] = []
  const open: { name: string; names: TagNames }[] = []
  for (const tag of tags) {
    const name = canonical(tag.name ?? "", shape)
    if (tag.disposition === "Close") {
      const at = open.findLastIndex((list) => list.name === name)
      if (at < 0) errors.push({ code: "tag_unopened", tag: tag.name })
      else for (const list of open.splice(at).slice(1)) errors.push({ code: "tag_unclosed", tag: list.name })
      continue
    }
    const found = [shape.tags, ...open.map((list) => list.names)].findLast((names) => Object.hasOwn(names, name))
    if (!found)
      errors.push({ code: isKnown(name, shape.tags) ? "tag_outside_list" : "tag_unknown", tag: tag.name ?? "" })
    if (tag.disposition !== "Open") continue
    const names = found?.[name]
    open.push({ name, names: typeof names === "object" ? names : {} })
  }
  return [...errors, ...open.map(({ name }) => ({ code: "tag_unclosed" as const, tag: name }))]
}

/** Braces without a pair; the library is silent about most of them. */
async function loneBraces(files: Map<string, Uint8Array>, shape: TemplateShape): Promise<TemplateError[]> {
  const parts = [RelType.MainDocument, RelType.Header, RelType.Footer]
  const texts = await Promise.all(parts.map((part) => handler(shape).getText(closePackage(files), part)))
  const rest = texts.join("\n").replace(/\{[^{}]*\}/g, " ")
  return [...rest.matchAll(/\{[^\s{}]*|[^\s{}]*\}/g)].map(([tag]) => ({
    code: tag.startsWith("{") ? "brace_unclosed" : "brace_unopened",
    tag: tag.slice(0, 60),
  }))
}

const isKnown = (name: string, names: TagNames): boolean =>
  Object.hasOwn(names, name) || Object.values(names).some((inner) => inner !== true && isKnown(name, inner))

const sample = (names: TagNames): TemplateValues =>
  Object.fromEntries(Object.entries(names).map(([name, inner]) => [name, inner === true ? "—" : [sample(inner)]]))

function errorOf(error: unknown): TemplateError {
  if (error instanceof MissingCloseDelimiterError) return { code: "brace_unclosed", tag: error.openDelimiterText }
  if (error instanceof TagOptionsParseError) return { code: "tag_unknown", tag: error.tagRawText }
  if (error instanceof TemplateSyntaxError)
    return { code: "tag_misplaced", tag: /\{[^{}]*\}/.exec(error.message)?.[0] ?? "" }
  return { code: "broken" }
}
