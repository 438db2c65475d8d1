import type { Ctx } from "#platform/http/env.ts"
import { Facts } from "#ui/card.tsx"
import { directionsOf } from "../direction/direction.store.ts"
import { directionName } from "../direction/direction.ts"
import type { Party } from "../party/party.store.ts"
import { formWord, kindWord, labelsOf } from "../party/party-words.ts"
import { profileOf } from "../profile/profile.store.ts"
import { readLinks } from "../profile/profile.ts"
import { profileLabels } from "../profile/profile-words.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { pathUp } from "../territory/territory.ts"

const inLines = (text: string) => (text === "" ? "" : text.split("\n").map((line, i) => [i > 0 && <br />, line]))

/** All that the registry says of an organisation, for whoever it is asked of: its contact data as well. */
export async function cardFacts(c: Ctx, party: Party) {
  const { view, services } = c.var
  const [territories, directions, profile] = await Promise.all([
    allTerritories(services.db),
    directionsOf(services.db, [party.id]),
    profileOf(services.db, party.id),
  ])
  const [labels, said] = [labelsOf(view), profileLabels(view)]
  const place = pathUp(territories, party.territoryId)
    .map(({ name }) => name)
    .join(", ")
  const works = (directions.get(party.id) ?? []).map((one) => directionName(one, view.locale)).join(", ")
  return (
    <Facts
      facts={[
        [labels.name, party.name],
        [labels.shortName, party.shortName],
        [labels.kind, kindWord(view.t, party)],
        [labels.territoryId, place],
        [view.t("field.party.directions"), works],
        [labels.legalForm, party.legalForm && formWord(view.t, party.legalForm)],
        [labels.inn, party.inn],
        [labels.kpp, party.kpp],
        [labels.ogrn, party.ogrn],
        [labels.site, party.site],
        [labels.letterTo, inLines(party.letterTo)],
        [labels.postalAddress, inLines(party.postalAddress)],
        [labels.email, party.email],
        [labels.headEmail, party.headEmail],
        [labels.phone, party.phone],
        [said.mission, profile.mission],
        [said.about, inLines(profile.about)],
        [said.publicEmail, profile.publicEmail],
        [said.publicPhone, profile.publicPhone],
        [said.publicAddress, inLines(profile.publicAddress)],
        [said.openingHours, inLines(profile.openingHours)],
        [
          said.links,
          inLines(
            readLinks(profile.links)
              .map(({ label, address }) => `${label} ${address}`)
              .join("\n"),
          ),
        ],
      ]}
    />
  )
}
