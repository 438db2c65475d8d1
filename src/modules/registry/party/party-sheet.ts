import type { Column, Sheet } from "#platform/office/xlsx.ts"
import type { View } from "#platform/view.ts"
import { type Direction, directionName } from "../direction/direction.ts"
import type { StatusKind } from "../status/status.ts"
import { statusWord } from "../status/status-words.ts"
import { pathUp, type Territory } from "../territory/territory.ts"
import { seesContacts } from "./party.policy.ts"
import type { Party } from "./party.store.ts"
import { addressOf, type Nature } from "./party.ts"
import { formWord, kindWord, labelsOf } from "./party-words.ts"

const contacts = ["letterTo", "postalAddress", "email", "headEmail", "phone"] as const
const shownTo = ({ actor }: View) => (seesContacts(actor) ? contacts : [])

/** Columns of a list, with contact data only for those who see them on the cards. An import knows every row of it again. */
export function partyColumns(view: View, nature: Nature): Column[] {
  const labels = labelsOf(view)
  const column = (header: string, width: number) => ({ header, width, type: "text" as const })
  return [
    column(labels.name, 60),
    column(labels.shortName, 20),
    column(labels.kind, 24),
    column(labels.territoryId, 24),
    column(labels.site, 30),
    column(labels.legalForm, 24),
    column(labels.inn, 14),
    column(labels.kpp, 12),
    column(labels.ogrn, 16),
    ...shownTo(view).map((name) => column(labels[name], 30)),
    column(view.t("field.party.directions"), 40),
    ...(nature === "organisation" ? [column(view.t("registry.status.list"), 40)] : []),
    column(view.t("registry.workbook.card"), 40),
  ]
}

type Beside = { territories: Territory[]; directions: Map<number, Direction[]>; statuses: Map<number, StatusKind[]> }

/** One card; `statuses`: those in force. */
export function partyRow(view: View, nature: Nature, party: Party, beside: Beside): Sheet["rows"][number] {
  const recognised = (beside.statuses.get(party.id) ?? []).map((kind) => statusWord(view.t, kind)).join(", ")
  return [
    party.name,
    party.shortName,
    kindWord(view.t, party),
    pathUp(beside.territories, party.territoryId)[0]?.name ?? "",
    party.site,
    party.legalForm && formWord(view.t, party.legalForm),
    party.inn,
    party.kpp,
    party.ogrn,
    ...shownTo(view).map((name) => party[name]),
    (beside.directions.get(party.id) ?? []).map((one) => directionName(one, view.locale)).join(", "),
    ...(nature === "organisation" ? [recognised] : []),
    view.baseUrl + addressOf(party),
  ]
}
