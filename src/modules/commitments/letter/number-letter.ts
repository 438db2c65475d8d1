/**
 * An outgoing number by the installation's pattern: `{n}` the number of the year, `{nnn}` with leading zeros, `{yy}` and
 * `{yyyy}` the year, `{mm}` the month.
 *
 * @param dated YYYY-MM-DD
 * @example numberText("РЦ-{nnn}/{yy}", 12, "2026-03-02") // "РЦ-012/26"
 */
export const numberText = (pattern: string, number: number, dated: string): string =>
  pattern
    .replace(/\{(n+)\}/g, (_, n: string) => String(number).padStart(n.length, "0"))
    .replaceAll("{yyyy}", dated.slice(0, 4))
    .replaceAll("{yy}", dated.slice(2, 4))
    .replaceAll("{mm}", dated.slice(5, 7))

/** A pattern must show the number, or two letters of a year would look the same. */
export const isPattern = (pattern: string): boolean =>
  /\{n+\}/.test(pattern) && pattern.length <= 60 && !/\{(?!n+\}|yyyy\}|yy\}|mm\})/.test(pattern)
