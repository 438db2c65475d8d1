import type { Marker } from "./numbering.ts"

type Frame = { key: string; base: string; last: number; count: number; printed: boolean }
/** Keeps where the numbering of a document stands. `alone`: path of the only decision of a question. `cut`: no cue stands before, so a list may start in its middle. */
export type Numbering = {
  base: string
  frames: Frame[]
  used: Set<string>
  lastPath: string
  /** The last number printed, whatever it stood under: lists under headings may go on counting. */
  lastNumber: number
  unusable: boolean
  cut: boolean
  alone: string | null
}

export const newNumbering = (cut: boolean): Numbering => ({
  base: "",
  frames: [],
  used: new Set(),
  lastPath: "",
  lastNumber: 0,
  unusable: false,
  cut,
  alone: null,
})

const join = (base: string, part: string | number) => (base ? `${base}.${part}` : `${part}`)

/** Everything that follows stands under this path: a block, a roman section, a question of the minutes. */
export function openSection(state: Numbering, path: string): void {
  state.base = path
  state.frames = []
  state.lastPath = path
}

/** A path that nobody has: the one wished for, or the next free ordinal beside it. */
function claim(state: Numbering, wished: string): string {
  let path = wished
  const [, base, last] = /^(?:(.*)\.)?([^.]+)$/.exec(wished)!
  for (let n = Number(last) || 1; state.used.has(path); n++) path = join(base ?? "", n)
  state.unusable ||= path !== wished
  state.used.add(path)
  state.lastPath = path
  return path
}

export function claimSection(state: Numbering, wished: string): string {
  const path = claim(state, wished)
  openSection(state, path)
  return path
}

/**
 * Path of the next item. A printed number is kept while it can be: it grows, and nobody else under the same parent has it.
 * A list that starts above 1 right after its cue, restarts without a heading, or repeats a number gets ordinals.
 * `opened`: the item before ends in a colon, so that a new kind of marker starts a list under it.
 */
export function nextPath(
  state: Numbering,
  marker: Marker | null,
  level: number | null,
  opened: boolean,
  isBlock = false,
): string {
  if (state.alone) {
    const path = state.alone
    state.alone = null
    return claim(state, path)
  }
  if (marker?.style === "decimal") return claim(state, decimalPath(state, marker.label))
  if (marker?.style === "roman") return claim(state, marker.label)
  const key = `${marker?.style ?? "none"}:${level ?? ""}`
  const number = marker?.numbers[0] ?? null
  const isSmall = marker?.style === "bullet" || marker?.style === "letter"
  let at = frameFor(state.frames, key, number, isBlock)
  if (at >= 0 && opened && number === 1 && at === state.frames.length - 1 && marker?.style !== "bullet") at = -1
  // A decision that lost its number goes on with the list around it.
  if (at < 0 && !marker && !opened) at = state.frames.findIndex((frame) => /^(?:arabic|paren)/.test(frame.key))
  if (at < 0) {
    const under =
      opened ||
      isSmall ||
      (level !== null && level > 1 && state.frames.length > 0) ||
      (marker?.style === "paren" && state.frames.length > 0)
    if (!under) state.frames = []
    const base = under && state.lastPath ? state.lastPath : state.base
    const printed =
      number === 1 ||
      state.cut ||
      (number !== null && base !== "" && (state.frames.length > 0 || number === state.lastNumber + 1))
    state.frames.push({ key, base, last: 0, count: 0, printed })
    at = state.frames.length - 1
  }
  state.frames.length = at + 1
  const frame = state.frames[at]!
  frame.count++
  if (isSmall || number === null || !frame.printed) frame.last = Math.max(frame.last + 1, frame.count)
  else if (number > frame.last) frame.last = number
  else {
    frame.printed = false
    state.unusable = true
    frame.last++
  }
  if (number !== null && !isSmall && !frame.printed) state.unusable = true
  if (number !== null && !isSmall) state.lastNumber = number
  return claim(state, join(frame.base, frame.last))
}

/** The list that the number goes on with: the innermost that waits for it, for a heading the outermost. */
function frameFor(frames: Frame[], key: string, number: number | null, isBlock: boolean): number {
  const waits = (frame: Frame) => frame.key === key && (number === null || frame.last + 1 === number)
  const at = isBlock ? frames.findIndex(waits) : frames.findLastIndex(waits)
  return at >= 0 ? at : frames.findLastIndex((frame) => frame.key === key)
}

function decimalPath(state: Numbering, label: string): string {
  const parent = label.slice(0, label.lastIndexOf("."))
  state.frames = state.frames.filter((frame) => !frame.key.startsWith("bullet") && !frame.key.startsWith("letter"))
  if (!state.base || state.base === parent || parent.startsWith(`${state.base}.`)) return label
  return /^\d/.test(state.base) && !state.used.has(parent) ? label : join(state.base, label)
}

/** The nearest path above that really stands in the list. */
export function parentOf(path: string, paths: ReadonlySet<string>): string | null {
  for (let cut = path.lastIndexOf("."); cut > 0; cut = path.lastIndexOf(".", cut - 1)) {
    if (paths.has(path.slice(0, cut))) return path.slice(0, cut)
  }
  return null
}
