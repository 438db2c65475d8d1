import { foldName } from "../party/party.ts"
import type { TerritoryKind } from "./territory.ts"

const settlementType =
  /^(?:г|гор|город|п|пос|поселок|пгт|рп|с|село|д|дер|деревня|ст|станица|х|хутор|аул)(?:\. ?| )(?=\S)/

/** Folded name without the word for a settlement's type: «г. Чехов» is «Чехов», «Чеховский район» is not. */
export const foldTerritory = (name: string): string => foldName(name).replace(settlementType, "")

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
