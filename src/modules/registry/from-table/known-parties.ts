import { innKey } from "../party/identifiers.ts"
import type { Matchable } from "../party/party.store.ts"
import { foldName } from "../party/party.ts"

/** Cards by what rows call them: names are folded once, not for each row anew. */
export type KnownParties = ReturnType<typeof knownParties>

export function knownParties(parties: Matchable[]) {
  const byAlias = (of: "names" | "inns") =>
    new Map(parties.toReversed().flatMap((party) => (party.aliases?.[of] ?? []).map((key) => [key, party] as const)))
  return {
    byName: new Map(parties.map((party) => [foldName(party.name), party])),
    byInn: Map.groupBy(
      parties.filter(({ inn }) => inn),
      ({ inn }) => inn,
    ),
    byInnKey: new Map(parties.flatMap((party) => (party.inn ? [[innKey(party), party] as const] : []))),
    byOldName: byAlias("names"),
    byOldInn: byAlias("inns"),
  }
}
