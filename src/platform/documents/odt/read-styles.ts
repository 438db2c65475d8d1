import { child, children, elementsOf, type XmlElement } from "../archive/parse-xml.ts"
import type { DraftLine } from "../draft-lines.ts"
import { lookup } from "../lookup.ts"
import { type ListStyle, readListStyle } from "./read-list-style.ts"

type Style = {
  name: string
  parent?: string
  align?: DraftLine["align"]
  bold?: boolean
  list?: string
  hidden?: boolean
}
export type Styles = {
  /** The nearest statement of a property by the style or one it is based on. */
  inherited<K extends keyof Style>(name: string | undefined, key: K): Style[K] | undefined
  /** As a person sees it in the list of styles; of an automatic style, the one that it varies. */
  shownName(name: string | undefined): string | undefined
  list(name: string | undefined): ListStyle | undefined
  outline: ListStyle | undefined
}

/** Paragraph, text and list styles of styles.xml and content.xml, the latter's automatic ones included. */
export function readStyles(roots: (XmlElement | undefined)[]): Styles {
  const styles = new Map<string, Style>()
  const shown = new Map<string, string>()
  const lists = new Map<string, ListStyle>()
  let outline: ListStyle | undefined
  for (const root of roots)
    for (const group of elementsOf(root)) {
      if (group.name !== "office:styles" && group.name !== "office:automatic-styles") continue
      for (const element of elementsOf(group)) {
        const name = element.attributes["style:name"] ?? ""
        if (element.name === "text:outline-style") outline = readListStyle(element)
        else if (element.name === "text:list-style") lists.set(name, readListStyle(element))
        else if (element.name === "style:style") {
          styles.set(name, readStyle(element, name))
          if (group.name === "office:styles") shown.set(name, element.attributes["style:display-name"] ?? name)
        }
      }
    }
  const chain = function* (name: string | undefined) {
    let style = styles.get(name ?? "")
    for (let hops = 0; style && hops < 50; hops++) {
      yield style
      style = styles.get(style.parent ?? "")
    }
  }
  return {
    inherited(name, key) {
      for (const style of chain(name)) if (style[key] !== undefined) return style[key]
      return undefined
    },
    shownName(name) {
      for (const style of chain(name)) if (shown.has(style.name)) return shown.get(style.name)
      return undefined
    },
    list: (name) => lists.get(name ?? ""),
    outline,
  }
}

function readStyle(element: XmlElement, name: string): Style {
  const paragraph = child(element, "style:paragraph-properties")?.attributes ?? {}
  const text = children(element, "style:text-properties")[0]?.attributes ?? {}
  const weight = text["fo:font-weight"]
  return {
    name,
    parent: element.attributes["style:parent-style-name"],
    align: alignments.get(paragraph["fo:text-align"] ?? ""),
    bold: weight === undefined ? undefined : weight === "bold" || Number(weight) >= 600,
    // an empty name takes the numbering of the parent style away
    list: element.attributes["style:list-style-name"],
    hidden: text["text:display"] === undefined ? undefined : text["text:display"] === "none",
  }
}

const alignments = lookup<DraftLine["align"]>({
  left: "left",
  start: "left",
  center: "center",
  right: "right",
  end: "right",
  justify: "both",
})
