import { lookup } from "../lookup.ts"
import type { ParagraphLook } from "./build-paragraphs.ts"
import { pageOfCharset } from "./code-pages.ts"
import { openStory, type Reading, write } from "./reading.ts"

/** Destinations whose text is none of the document's (RTF 1.9.1, appendix B). */
const left = new Set(
  (
    "info colortbl pict header headerl headerr headerf footer footerl footerr footerf annotation filetbl listtable " +
    "listoverridetable revtbl rsidtbl themedata datastore xe tc tcn rxe txe bkmkstart bkmkend nonshppict shprslt " +
    "objdata objclass nonesttables sp template private1 ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn pgdsctbl " +
    "colorschememapping latentstyles xmlnstbl wgrffmtfilter userprops mmathPr background"
  ).split(" "),
)
/** Optional destinations that have text of the document all the same. */
const kept = new Set("shpinst ud do shppict moMath moMathPara".split(" "))

const characters = lookup<string>({
  ...{ tab: "\t", emdash: "—", endash: "–", bullet: "•", lquote: "‘", rquote: "’", ldblquote: "“", rdblquote: "”" },
  ...{ emspace: "\u2003", enspace: "\u2002", qmspace: "\u2005" },
})
const alignments = lookup<ParagraphLook["align"]>({
  ql: "left",
  qc: "center",
  qr: "right",
  qj: "both",
  qd: "both",
})
const pages = lookup<number>({ ansi: 1252, mac: 10000, pc: 437, pca: 850 })

/** Does what a control word says. Words of no consequence for the text do nothing. */
export function applyWord(reading: Reading, word: string, value: number | undefined) {
  const { group } = reading
  if (group.optional) {
    group.optional = false
    if (!kept.has(word) && !destinations.has(word)) group.purpose = "skip"
  }
  if (group.purpose === "skip") return
  if (left.has(word)) {
    if (word === "annotation") reading.warnings.add("comments")
    group.purpose = "skip"
    return
  }
  const destination = destinations.get(word)
  if (destination) return destination(reading)
  if (group.purpose === "fonts") return nameFont(reading, word, value)
  if (group.purpose === "styles") {
    if (word === "s") reading.namedStyle = value ?? 0
    return
  }
  const character = characters.get(word)
  if (character !== undefined) write(reading, character)
  else if (alignments.has(word)) group.look.align = alignments.get(word)
  else if (pages.has(word)) reading.page = pages.get(word)!
  else actions.get(word)?.(reading, value)
}

const destinations = lookup<(reading: Reading) => void>({
  fonttbl: ({ group }) => {
    group.purpose = "fonts"
  },
  stylesheet: ({ group }) => {
    group.purpose = "styles"
  },
  listtext: startMarker,
  pntext: startMarker,
  field: ({ group }) => {
    group.field = { instruction: "" }
  },
  fldinst: ({ group }) => {
    group.purpose = "instruction"
  },
  fldrslt: ({ group }) => {
    group.purpose = /^\s*(PAGE|NUMPAGES|SECTIONPAGES)\b/i.test(group.field?.instruction ?? "") ? "skip" : group.purpose
  },
  footnote: (reading) => openStory(reading, "footnote"),
  shptxt: (reading) => openStory(reading, "box"),
  dptxbxtext: (reading) => openStory(reading, "box"),
  upr: ({ group }) => {
    group.skipNext = true
  },
})

function startMarker({ group }: Reading) {
  if (group.purpose !== "text") return
  group.purpose = "marker"
  group.out.startMarker()
}

function nameFont(reading: Reading, word: string, value: number | undefined) {
  if (value === undefined) return
  if (word === "f") reading.namedFont = value
  // set 0 says "Western", yet many programs write it with whatever page the file has
  else if (word === "fcharset" && value !== 0) reading.fonts.set(reading.namedFont, pageOfCharset(value))
  else if (word === "cpg") reading.fonts.set(reading.namedFont, value)
}

const actions = lookup<(reading: Reading, value: number | undefined) => void>({
  ansicpg: (reading, value) => {
    if (value) reading.page = value
  },
  deff: (reading, value) => {
    reading.usualFont = value ?? -1
    reading.group.font = reading.usualFont
  },
  f: ({ group }, value) => {
    group.font = value ?? -1
  },
  uc: ({ group }, value) => {
    group.fallback = Math.min(Math.max(value ?? 1, 0), 16)
  },
  u: (reading, value = 0) => {
    write(reading, String.fromCharCode(value < 0 ? value + 0x10000 : value))
    reading.toSkip = reading.group.fallback
  },
  plain: ({ group, usualFont }) =>
    Object.assign(group, { bold: false, hidden: false, deleted: false, font: usualFont }),
  b: ({ group }, value) => {
    group.bold = value !== 0
  },
  v: ({ group }, value) => {
    group.hidden = value !== 0
  },
  deleted: ({ group, warnings }, value) => {
    group.deleted = value !== 0
    warnings.add("tracked_changes")
  },
  revised: ({ warnings }) => warnings.add("tracked_changes"),
  pard: ({ group }) => {
    group.look = { inTable: false }
  },
  intbl: ({ group }) => {
    group.look.inTable = true
  },
  ilvl: ({ group }, value = 0) => {
    group.look.level = value + 1
  },
  outlinelevel: ({ group }, value = 0) => {
    if (value >= 0 && value < 9) group.look.level ??= value + 1
  },
  s: ({ group }, value) => {
    group.look.style = value
  },
  par: endParagraph,
  sect: endParagraph,
  page: endParagraph,
  nestcell: endParagraph,
  line: ({ group }) => {
    if (group.purpose === "text" && !group.deleted) group.out.softBreak()
  },
  cell: ({ group }) => group.purpose === "text" && group.out.endCell(group.look),
  row: ({ group }) => group.purpose === "text" && group.out.endRow(),
})

function endParagraph({ group }: Reading) {
  if (group.purpose === "text" && !group.deleted) group.out.endParagraph(group.look)
}
