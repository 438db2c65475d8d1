import { SaxesParser } from "saxes"
import { DocumentRefusal } from "../document-refusal.ts"
import { limits } from "../limits.ts"

/** Names are `prefix:local`, the prefix being the one given for the namespace and not the one the file uses. */
export type XmlElement = { name: string; attributes: Record<string, string>; children: (XmlElement | string)[] }

/** Deals with a complete element; says true when it is done with and need not stay in the tree of `root`. */
export type Take = (element: XmlElement, parent: XmlElement, root: XmlElement) => boolean

/**
 * Parses one XML part of a document.
 * @param prefixes namespace → prefix; elements of other namespaces are called `?:local`
 * @param take lets a long document be read while it is parsed, so that its tree is never in memory as a whole
 * @throws DocumentRefusal external_entity for any DOCTYPE, broken for XML that is not well-formed or absurdly deep
 */
export function parseXml(bytes: Uint8Array, prefixes: ReadonlyMap<string, string>, take?: Take): XmlElement {
  const root: XmlElement = { name: "", attributes: {}, children: [] }
  const open = [root]
  const parser = new SaxesParser()
  const scopes = [startScope()]
  const append = (text: string) => {
    const children = open.at(-1)!.children
    const last = children.length - 1
    if (typeof children[last] === "string") children[last] += text
    else children.push(text)
  }
  parser.on("doctype", () => {
    throw new DocumentRefusal("external_entity")
  })
  parser.on("text", append)
  parser.on("cdata", append)
  parser.on("opentag", (tag) => {
    if (open.length > limits.depth) throw new DocumentRefusal("broken")
    const scope = scopeOf(tag.attributes, scopes.at(-1)!, prefixes)
    const attributes: Record<string, string> = {}
    for (const name in tag.attributes) attributes[nameIn(scope, name, true)] = tag.attributes[name]!
    const element = { name: nameIn(scope, tag.name, false), attributes, children: [] }
    scopes.push(scope)
    open.at(-1)!.children.push(element)
    open.push(element)
  })
  parser.on("closetag", () => {
    scopes.pop()
    const element = open.pop()!
    const parent = open.at(-1)
    if (parent && take?.(element, parent, root)) parent.children.pop()
  })
  try {
    const decoder = new TextDecoder(encodingOf(bytes))
    for (let at = 0; at < bytes.length; at += chunkSize)
      parser.write(decoder.decode(bytes.subarray(at, at + chunkSize), { stream: true }))
    parser.write(decoder.decode()).close()
  } catch (cause) {
    throw cause instanceof DocumentRefusal ? cause : new DocumentRefusal("broken", {}, cause)
  }
  const top = elementsOf(root)[0]
  if (!top) throw new DocumentRefusal("broken")
  return top
}

/** Prefixes of the file, and the names already met under them: resolving each anew would double the time. */
type Scope = { prefixes: Map<string, string>; elements: Map<string, string>; attributes: Map<string, string> }

const startScope = (prefixes = new Map([["xml", "xml"]])): Scope => ({
  ...{ prefixes, elements: new Map(), attributes: new Map() },
})

function scopeOf(attributes: Record<string, string>, outer: Scope, known: ReadonlyMap<string, string>): Scope {
  let scope = outer
  for (const name in attributes) {
    if (!name.startsWith("xmlns")) continue
    if (scope === outer) scope = startScope(new Map(outer.prefixes))
    scope.prefixes.set(name.slice(6), known.get(attributes[name]!) ?? "?")
  }
  return scope
}

function nameIn(scope: Scope, name: string, attribute: boolean): string {
  const names = attribute ? scope.attributes : scope.elements
  let found = names.get(name)
  if (found === undefined) {
    const colon = name.indexOf(":")
    const local = name.slice(colon + 1)
    // an attribute without a prefix belongs to no namespace
    const prefix = attribute && colon < 0 ? "" : `${scope.prefixes.get(name.slice(0, Math.max(0, colon))) ?? "?"}:`
    found = prefix + local
    names.set(name, found)
  }
  return found
}

const chunkSize = 1 << 16

/** By byte order mark or declaration; the default is UTF-8. */
function encodingOf(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 200)).toString("latin1")
  if (head.startsWith("\xff\xfe") || head.startsWith("<\0")) return "utf-16le"
  if (head.startsWith("\xfe\xff") || head.startsWith("\0<")) return "utf-16be"
  return /^(?:\xef\xbb\xbf)?<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(head)?.[1] ?? "utf-8"
}

export const elementsOf = (element: XmlElement | undefined) =>
  (element?.children ?? []).filter((child): child is XmlElement => typeof child !== "string")

export const child = (element: XmlElement | undefined, name: string) =>
  element?.children.find((one): one is XmlElement => typeof one !== "string" && one.name === name)

export const children = (element: XmlElement | undefined, name: string) =>
  elementsOf(element).filter((one) => one.name === name)

/** Whether an element of one of the names stands anywhere inside. */
export function contains(element: XmlElement, ...names: string[]): boolean {
  return elementsOf(element).some((one) => names.includes(one.name) || contains(one, ...names))
}
