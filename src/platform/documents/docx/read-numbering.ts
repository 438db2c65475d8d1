import { child, children, type XmlElement } from "../archive/parse-xml.ts"
import type { NumberFormat } from "../format-number.ts"
import { integer, toggle, val } from "./part.ts"
import type { Styles } from "./read-styles.ts"

export type Level = {
  start: number
  format: NumberFormat | "bullet"
  /** "%1.%2." or the bullet itself. */
  text: string
  /** 0: never begins anew; k: begins anew after level k (from 1) or a higher one; undefined: after any higher one. */
  restart?: number
  /** All numerals in digits, whatever their own levels say. */
  legal: boolean
  /** The paragraph style tied to this level. */
  style?: string
}
type Override = { start?: number; level?: Level }
export type List = {
  listId: string
  numId: string
  level(index: number): Level | undefined
  levelOfStyle(id: string): number
  start(index: number): number
  restarts(index: number): boolean
}
export type Numbering = { list(numId: string): List | undefined }

const formats = new Set<string>([
  ...["decimal", "decimalZero", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter"],
  ...["russianUpper", "russianLower", "none", "bullet"],
])

/** Lists of word/numbering.xml: `w:num` over `w:abstractNum`, links through numbering styles followed. */
export function readNumbering(root: XmlElement | undefined, styles: Styles): Numbering {
  const abstracts = new Map<string, { levels: Map<number, Level>; link?: string }>()
  for (const element of children(root, "w:abstractNum"))
    abstracts.set(element.attributes["w:abstractNumId"] ?? "", {
      levels: new Map(children(element, "w:lvl").map((level) => [levelIndex(level), readLevel(level)])),
      link: val(element, "w:numStyleLink"),
    })
  const nums = new Map<string, { abstractId: string; overrides: Map<number, Override> }>()
  for (const element of children(root, "w:num"))
    nums.set(element.attributes["w:numId"] ?? "", {
      abstractId: val(element, "w:abstractNumId") ?? "",
      overrides: new Map(children(element, "w:lvlOverride").map((one) => [levelIndex(one), readOverride(one)])),
    })

  const abstractIdOf = (numId: string, hops = 0): string | undefined => {
    const num = nums.get(numId)
    const link = abstracts.get(num?.abstractId ?? "")?.link
    const linked = link === undefined || hops > 5 ? undefined : styles.get(link)?.numId
    return (linked === undefined ? undefined : abstractIdOf(linked, hops + 1)) ?? num?.abstractId
  }
  const list = (numId: string): List | undefined => {
    const listId = abstractIdOf(numId)
    const abstract = abstracts.get(listId ?? "")
    const overrides = nums.get(numId)?.overrides
    if (listId === undefined || !abstract || !overrides) return undefined
    const level = (index: number) => overrides.get(index)?.level ?? abstract.levels.get(index)
    return {
      listId,
      numId,
      level,
      levelOfStyle: (id) => [...abstract.levels.keys()].find((index) => level(index)?.style === id) ?? -1,
      start: (index) => overrides.get(index)?.start ?? level(index)?.start ?? 1,
      restarts: (index) => overrides.get(index)?.start !== undefined,
    }
  }
  const lists = new Map<string, List | undefined>()
  return {
    list(numId) {
      if (!lists.has(numId)) lists.set(numId, list(numId))
      return lists.get(numId)
    },
  }
}

const levelIndex = (element: XmlElement) => integer(element.attributes["w:ilvl"]) ?? 0

function readOverride(element: XmlElement): Override {
  const level = child(element, "w:lvl")
  return { start: integer(val(element, "w:startOverride")), level: level && readLevel(level) }
}

function readLevel(element: XmlElement): Level {
  // a format unknown to older versions stands in mc:AlternateContent, and digits are its fallback
  const format = val(element, "w:numFmt") ?? "decimal"
  const picture = child(element, "w:lvlPicBulletId") !== undefined
  return {
    start: integer(val(element, "w:start")) ?? 0,
    format: formats.has(format) ? (format as Level["format"]) : "decimal",
    text: picture ? "•" : (val(element, "w:lvlText") ?? ""),
    restart: integer(val(element, "w:lvlRestart")),
    legal: toggle(element, "w:isLgl") ?? false,
    style: val(element, "w:pStyle"),
  }
}
