import type { XmlElement } from "../archive/parse-xml.ts"
import { child, children } from "../archive/parse-xml.ts"
import { lookup } from "../lookup.ts"

/** Namespaces of Office Open XML, transitional and strict (ECMA-376 parts 1 and 4). */
export const prefixes = lookup<string>({
  "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
  "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
  "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
  "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
  "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
  "http://purl.oclc.org/ooxml/officeDocument/math": "m",
  "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
  "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
  "http://www.w3.org/XML/1998/namespace": "xml",
})

/** `w:val` of a child element: val(pPr, "w:jc") → "center". */
export const val = (element: XmlElement | undefined, name: string) => child(element, name)?.attributes["w:val"]

export const integer = (text: string | undefined) => {
  const value = Number.parseInt(text ?? "", 10)
  return Number.isSafeInteger(value) ? value : undefined
}

/** A property that is on or off: present without a value means on; undefined when it is not stated. */
export function toggle(element: XmlElement | undefined, name: string): boolean | undefined {
  const property = child(element, name)
  if (!property) return undefined
  return !["0", "false", "off", "none"].includes(property.attributes["w:val"] ?? "true")
}

/** "word/document.xml" → "word/_rels/document.xml.rels" (ECMA-376 part 2, 9.3). */
export const relationsOf = (part: string) => part.replace(/([^/]*)$/, "_rels/$1.rels")

/** A function from the kind of a relationship ("styles") to the name of the part it leads to. */
export function relatedParts(base: string, relations: XmlElement | undefined) {
  const folder = base.replace(/[^/]*$/, "")
  const targets = children(relations, "rel:Relationship").map(({ attributes }) => ({
    kind: (attributes.Type ?? "").replace(/^.*\//, ""),
    target: attributes.Target ?? "",
  }))
  return (kind: string) => {
    const target = targets.find((one) => one.kind === kind)?.target
    return target?.startsWith("/") ? target.slice(1) : target && folder + target.replace(/^\.\//, "")
  }
}
