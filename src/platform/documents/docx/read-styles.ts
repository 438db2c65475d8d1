import { child, children, type XmlElement } from "../archive/parse-xml.ts"
import { integer, toggle, val } from "./part.ts"

export type Style = {
  id: string
  name: string
  basedOn?: string
  numId?: string
  listLevel?: number
  outlineLevel?: number
  align?: string
  bold?: boolean
  hidden?: boolean
}
export type Styles = {
  /** The style with those it is based on, nearest first; of the default paragraph style without an id. */
  chain(id: string | undefined): Style[]
  get(id: string): Style | undefined
}

/** Styles of word/styles.xml, or none. */
export function readStyles(root: XmlElement | undefined): Styles {
  const byId = new Map<string, Style>()
  let usual: string | undefined
  for (const element of children(root, "w:style")) {
    const id = element.attributes["w:styleId"]
    if (!id) continue
    if (element.attributes["w:type"] === "paragraph" && /^(1|true|on)$/.test(element.attributes["w:default"] ?? ""))
      usual = id
    const paragraph = child(element, "w:pPr")
    const run = child(element, "w:rPr")
    const number = child(paragraph, "w:numPr")
    byId.set(id, {
      id,
      name: val(element, "w:name") ?? id,
      basedOn: val(element, "w:basedOn"),
      numId: val(number, "w:numId"),
      listLevel: integer(val(number, "w:ilvl")),
      outlineLevel: integer(val(paragraph, "w:outlineLvl")),
      align: val(paragraph, "w:jc"),
      bold: toggle(run, "w:b"),
      hidden: toggle(run, "w:vanish"),
    })
  }
  const chains = new Map<string, Style[]>()
  const chain = (id: string | undefined): Style[] => {
    const start = id !== undefined && byId.has(id) ? id : usual
    const known = chains.get(start ?? "")
    if (known) return known
    const styles = new Set<Style>()
    for (let style = byId.get(start ?? ""); style && !styles.has(style); style = byId.get(style.basedOn ?? ""))
      styles.add(style)
    const found = [...styles]
    chains.set(start ?? "", found)
    return found
  }
  return { chain, get: (id) => byId.get(id) }
}

/** The nearest statement of a property along a chain of styles. */
export function inherited<K extends keyof Style>(chain: Style[], key: K): Style[K] | undefined {
  return chain.find((style) => style[key] !== undefined)?.[key]
}
