export const ways = ["year", "resolution", "territory", "theme", "body"] as const
/** By what figures stand side by side. */
export type Way = (typeof ways)[number]

const number = (text: string | undefined) => (text && /^\d{1,15}$/.test(text) ? Number(text) : undefined)

/** Filters of the figures as the address holds them; whatever does not fit is passed over. */
export function figuresFilter(query: Record<string, string | undefined>) {
  const by = ways.find((way) => way === query.by) ?? "year"
  const [adoptedOn = "", id] = (query.after ?? "").split("~")
  const after = by === "resolution" ? /^\d{4}-\d\d-\d\d$/.test(adoptedOn) : by === "body" && adoptedOn === ""
  const year = query.year && /^(19|20)\d\d$/.test(query.year) ? Number(query.year) : undefined
  return {
    by,
    /** One thing alone. */
    key: number(query.key),
    /** Of resolutions: adopted in it. */
    year: by === "resolution" ? year : undefined,
    after: after && number(id) !== undefined ? { adoptedOn, id: number(id)! } : undefined,
  }
}
export type FiguresFilter = ReturnType<typeof figuresFilter>

/** The address of the figures with some filters changed; `undefined` drops one. */
export function figuresAddress(
  q: Partial<FiguresFilter>,
  change: Record<string, string | number | undefined> = {},
  path = "/requests/figures",
): string {
  const { by, key, year } = q
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries({ by, key, year, ...change }))
    if (value !== undefined && !(name === "by" && value === "year")) params.set(name, String(value))
  return params.size ? `${path}?${params}` : path
}
