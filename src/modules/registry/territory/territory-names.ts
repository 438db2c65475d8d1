import { foldName } from "../party/party.ts"
import type { Territory, TerritoryKind } from "./territory.ts"

const settlementType =
  /^(?:г|гор|город|п|пос|поселок|пгт|рп|с|село|д|дер|деревня|ст|станица|х|хутор|аул)(?:\. ?| )(?=\S)/

/** Folded name without the word for a settlement's type: «г. Чехов» is «Чехов», «Чеховский район» is not. */
export const foldTerritory = (name: string): string => foldName(name).replace(settlementType, "")

/** Finds territories by name, of which each is folded once; several may share one. */
export function territoryFinder(territories: Territory[]): (name: string) => Territory[] {
  const byName = Map.groupBy(territories, ({ name }) => foldTerritory(name))
  return (name) => byName.get(foldTerritory(name)) ?? []
}

/** What a name says about its level: «Тульская область», «Чеховский район», «Чехов». */
export function guessTerritoryKind(name: string): TerritoryKind {
  const folded = foldName(name)
  if (
    /област|республик|(?:^| )край|автономн|федерац|^(?:г\.? ?|город )?(?:москва|севастополь|санкт-петербург)$/.test(
      folded,
    )
  )
    return "region"
  return /район|округ|муницип|поселени/.test(folded) ? "municipality" : "settlement"
}
