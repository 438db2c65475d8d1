import { type DraftLine, joinRow } from "../draft-lines.ts"

type Table = { row: DraftLine[][]; cell: DraftLine[] | undefined }
/** What a line is made with; read when its first letters come. */
export type Manner = { bold: boolean; level?: number; style?: string; align?: DraftLine["align"] }

/** Gathers text into lines and rows; the caller says where blocks, breaks and cells begin and end. */
export function lineBuilder() {
  const lines: DraftLine[] = []
  const tables: Table[] = []
  let text = ""
  let plain = false
  let manner: Manner | undefined
  let marker: string | undefined
  let continues = false
  const sink = () => tables.findLast((table) => table.cell)?.cell ?? lines

  const end = (soft: boolean) => {
    const shown = text.replace(/[ \t]+$/, "")
    if (shown.trim() !== "") {
      sink().push({
        kind: tables.some((table) => table.cell) ? "table" : "paragraph",
        ...manner,
        text: shown,
        bold: !plain,
        marker,
        continues,
      })
      marker = undefined
      continues = soft
    } else continues &&= soft
    text = ""
    plain = false
    manner = undefined
  }
  const endRow = (table: Table) => {
    const outer = tables.slice(0, tables.indexOf(table)).findLast((one) => one.cell)?.cell ?? lines
    outer.push(...joinRow(table.row))
    table.row = []
    table.cell = undefined
  }
  return {
    lines,
    /** Whether the line so far is empty or ends with a space, so that another would not show. */
    spaced: () => text === "" || text.endsWith(" "),
    write(piece: string, how: Manner) {
      text += piece
      if (piece.trim() === "") return
      manner ??= how
      if (!how.bold) plain = true
    },
    endBlock: () => end(false),
    endSoftly: () => end(true),
    mark(next: string | undefined) {
      end(false)
      marker = next
    },
    openTable() {
      end(false)
      tables.push({ row: [], cell: undefined })
    },
    openCell() {
      end(false)
      const table = tables.at(-1)
      if (!table) return
      table.cell = []
      table.row.push(table.cell)
    },
    closeCell() {
      end(false)
      const table = tables.at(-1)
      if (table) table.cell = undefined
    },
    closeRow() {
      end(false)
      const table = tables.at(-1)
      if (table) endRow(table)
    },
    closeTable() {
      end(false)
      const table = tables.at(-1)
      if (table) endRow(table)
      tables.pop()
    },
    close() {
      end(false)
      while (tables.length > 0) {
        endRow(tables.at(-1)!)
        tables.pop()
      }
    },
  }
}
