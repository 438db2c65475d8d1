import type { Say } from "#platform/i18n.ts"
import type { YearDays } from "./year-days.ts"

/** The exceptions of a year as rows «date;kind» for Excel, in words that `readYearRows` understands. */
export const yearAsCsv = (days: YearDays, t: Say): string =>
  `\uFEFF${[
    `${t("workdays.day")};${t("workdays.kind")}`,
    ...Object.entries(days).map(([day, kind]) => `${day.split("-").reverse().join(".")};${t(`workdays.kind.${kind}`)}`),
  ].join("\r\n")}\r\n`
