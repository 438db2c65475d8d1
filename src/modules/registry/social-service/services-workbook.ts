import type { Db } from "#platform/db.ts"
import { writeSheets } from "#platform/office/xlsx.ts"
import type { View } from "#platform/view.ts"
import { addressOf } from "../party/party.ts"
import { type ServiceList, serviceLimit } from "../service-list/service-list.ts"
import { listProviders } from "../service-provider/provider.store.ts"
import { daysSaid, placeSaid, priceSaid, targetsSaid } from "../service-provider/provider-words.ts"
import type { Territory } from "../territory/territory.ts"
import { listServices, type ServiceFilter } from "./list-services.ts"
import { entriesOf } from "./service.store.ts"

/** So many rows of providers at most. */
const rowLimit = 10_000

/** The register as .xlsx: services, their criteria, their providers; narrowed as the page is. */
export async function servicesWorkbook(
  view: View,
  db: Db,
  list: ServiceList,
  filter: ServiceFilter,
  territories: Territory[],
): Promise<Uint8Array> {
  const { t } = view
  const column = (header: string, width: number) => ({ header, width, type: "text" as const })
  const services = await listServices(db, list.number, filter, { limit: serviceLimit })
  const entries = new Map((await entriesOf(db, list.number)).map((entry) => [entry.id, entry]))
  const code = column(t("field.service.code"), 10)
  const name = column(t("field.service.name"), 50)
  const provided: string[][] = []
  for (const service of services) {
    const { text: _, ...narrowed } = filter
    const left = rowLimit - provided.length
    const found = left > 0 ? await listProviders(db, service.id, narrowed, { limit: left }) : []
    for (const one of found)
      provided.push([
        service.code,
        service.name,
        one.name,
        targetsSaid(t, one),
        placeSaid(t, territories, one),
        priceSaid(t, one),
        one.howToGet,
        one.phone,
        one.address,
        one.capacity,
        daysSaid(view, one),
        one.proof,
        view.baseUrl + addressOf({ nature: one.nature, id: one.partyId }),
      ])
  }
  return writeSheets([
    {
      name: t("service.list"),
      columns: [code, name, column(t("field.service.description"), 60), column(t("provider.list"), 14)],
      rows: services.map((one) => [one.code, one.name, one.description, String(one.providers)]),
    },
    {
      name: t("service.criteria"),
      columns: [
        code,
        name,
        ...(["criterion", "measured", "how", "threshold"] as const).map((field) =>
          column(t(`field.service.${field}`), 40),
        ),
      ],
      rows: services.flatMap((one) =>
        (entries.get(one.id)?.criteria ?? []).map((k) => [one.code, one.name, k.name, k.measured, k.how, k.threshold]),
      ),
    },
    {
      name: t("provider.list"),
      columns: [
        code,
        name,
        column(t("field.party.name"), 50),
        column(t("field.party.serviceTargets"), 30),
        column(t("field.party.serviceTerritory"), 30),
        column(t("field.party.servicePrice"), 30),
        column(t("field.party.serviceHow"), 50),
        column(t("field.party.servicePhone"), 20),
        column(t("field.party.serviceAddress"), 40),
        column(t("field.party.serviceCapacity"), 30),
        column(t("provider.days"), 40),
        column(t("field.party.serviceProof"), 40),
        column(t("registry.workbook.card"), 40),
      ],
      rows: provided,
    },
  ])
}
