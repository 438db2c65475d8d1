export const territoryKinds = ["region", "municipality", "settlement"] as const
export type TerritoryKind = (typeof territoryKinds)[number]
export type Territory = { id: number; parentId: number | null; name: string; kind: TerritoryKind }

const inRussian = new Intl.Collator("ru")

/** Territories as a tree read from the top: each after its parent, neighbours by name; `depth` 0 is the top. */
export function asTree(all: Territory[]): (Territory & { depth: number })[] {
  const children = Map.groupBy(all, (territory) => territory.parentId)
  const under = (parent: number | null, depth: number): (Territory & { depth: number })[] =>
    (children.get(parent) ?? [])
      .toSorted((a, b) => inRussian.compare(a.name, b.name))
      .flatMap((territory) => [{ ...territory, depth }, ...under(territory.id, depth + 1)])
  return under(null, 0)
}

/** The territory and those above it, nearest first. */
export function pathUp(all: Territory[], id: number | null): Territory[] {
  const byId = new Map(all.map((territory) => [territory.id, territory]))
  const path: Territory[] = []
  for (let at = id === null ? undefined : byId.get(id); at && !path.includes(at); at = byId.get(at.parentId ?? -1))
    path.push(at)
  return path
}

/** The territory and all below it. */
export const idsBelow = (all: Territory[], id: number): number[] =>
  all.filter((territory) => pathUp(all, territory.id).some((above) => above.id === id)).map((territory) => territory.id)
