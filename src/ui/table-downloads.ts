import type { View } from "#platform/view.ts"
import type { Download } from "#ui/list.tsx"

/** So many rows of a list stand in an .xlsx at most, which is made in memory; .csv has all of them. */
export const xlsxRows = 10_000

/** A list as .xlsx and .csv; a long one says that .xlsx holds only its beginning. @param count Infinity when unknown */
export const tableDownloads = (
  view: View,
  addressOf: (ending: "xlsx" | "csv") => string,
  count: number,
): Download[] => [
  {
    href: view.href(addressOf("xlsx")),
    label: count > xlsxRows ? view.t("ui.list.first_rows", { limit: xlsxRows }) : ".xlsx",
  },
  { href: view.href(addressOf("csv")), label: ".csv" },
]
