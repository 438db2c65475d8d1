import { writeSheets } from "#platform/office/xlsx.ts"
import type { View } from "#platform/view.ts"
import { type Direction, directionName } from "../direction/direction.ts"
import type { StatusKind } from "../status/status.ts"
import { statusWord } from "../status/status-words.ts"
import { pathUp, type Territory } from "../territory/territory.ts"
import { seesContacts } from "./party.policy.ts"
import type { Party } from "./party.store.ts"
import { addressOf, type Nature } from "./party.ts"
import { kindWord, labelsOf } from "./party-words.ts"

/** A list as .xlsx, with contact data only for those who see them on the cards, with statuses in force. Pasting it back finds every row. */
export function partyWorkbook(
  view: View,
  nature: Nature,
  parties: Party[],
  territories: Territory[],
  directions: Map<number, Direction[]>,
  statuses: Map<number, StatusKind[]>,
): Promise<Uint8Array> {
  const labels = labelsOf(view)
  const contacts = ["letterTo", "postalAddress", "email", "headEmail", "phone"] as const
  const shown = seesContacts(view.actor) ? contacts : []
  const column = (header: string, width: number) => ({ header, width, type: "text" as const })
  const recognised = ({ id }: Party) => (statuses.get(id) ?? []).map((kind) => statusWord(view.t, kind)).join(", ")
  return writeSheets([
    {
      name: view.t(`registry.${nature}.list`),
      columns: [
        column(labels.name, 60),
        column(labels.shortName, 20),
        column(labels.kind, 24),
        column(labels.territoryId, 24),
        column(labels.site, 30),
        column(labels.inn, 14),
        column(labels.kpp, 12),
        column(labels.ogrn, 16),
        ...shown.map((name) => column(labels[name], 30)),
        column(view.t("field.party.directions"), 40),
        ...(nature === "organisation" ? [column(view.t("registry.status.list"), 40)] : []),
        column(view.t("registry.workbook.card"), 40),
      ],
      rows: parties.map((party) => [
        party.name,
        party.shortName,
        kindWord(view.t, party),
        pathUp(territories, party.territoryId)[0]?.name ?? "",
        party.site,
        party.inn,
        party.kpp,
        party.ogrn,
        ...shown.map((name) => party[name]),
        (directions.get(party.id) ?? []).map((one) => directionName(one, view.locale)).join(", "),
        ...(nature === "organisation" ? [recognised(party)] : []),
        view.baseUrl + addressOf(party),
      ]),
    },
  ])
}
