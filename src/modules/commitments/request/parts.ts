import type { Request } from "./request.store.ts"

/** A request with those that were made of it, however deep. */
export type Branch = { request: Request; below: Branch[] }

/** What was handed over or split off a request, as a tree; those of the same parent in the order of asking. */
export function branchesOf(all: Request[], parentId: number): Branch[] {
  return all
    .filter((one) => one.parentId === parentId)
    .map((request) => ({ request, below: branchesOf(all, request.id) }))
}

/**
 * The share done, percent, as the parts of a request show it: their mean, those that were withdrawn, declined or handed
 * over left out. It is offered to the controller and never taken by itself.
 *
 * @returns null when there are no parts
 */
export function shareOfParts(all: Request[], parentId: number): number | null {
  const counted = all.filter(
    (one) =>
      one.parentId === parentId &&
      one.relation === "part" &&
      !["withdrawn", "declined", "handed_over"].includes(one.stage),
  )
  if (!counted.length) return null
  return Math.round(counted.reduce((sum, one) => sum + one.share, 0) / counted.length)
}

/** All who were asked about an item side by side: who leads first, then in the order of asking; parts are in the tree. */
export const sideBySide = (all: Request[]): Request[] =>
  all
    .filter((one) => one.relation !== "part")
    .toSorted((a, b) => Number(a.role === "joint") - Number(b.role === "joint") || a.id - b.id)
