/** What an organisation or a body says of itself. `links` are lines as `readLinks` reads them; `logo` is a stored file. */
export type Profile = {
  mission: string
  about: string
  publicEmail: string
  publicPhone: string
  publicAddress: string
  openingHours: string
  links: string
  logo: string | null
  logoAlt: string
}
export const profileFields = [
  "mission",
  "about",
  "publicEmail",
  "publicPhone",
  "publicAddress",
  "openingHours",
  "links",
  "logo",
  "logoAlt",
] as const satisfies (keyof Profile)[]
export type ProfileField = (typeof profileFields)[number]

export const emptyProfile: Profile = {
  mission: "",
  about: "",
  publicEmail: "",
  publicPhone: "",
  publicAddress: "",
  openingHours: "",
  links: "",
  logo: null,
  logoAlt: "",
}

export type Link = { label: string; address: string }
export const linkLimit = 12

const isAddress = (text: string) => {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname.includes(".") && !url.username && !url.password
}

/**
 * A line of a link: words and an address, in this order, either with or without the other's company.
 * @returns undefined when there is no address in it
 * @example readLink("Наш блог: blog.example.ru") // { label: "Наш блог", address: "https://blog.example.ru" }
 */
export function readLink(line: string): Link | undefined {
  const words = line.trim().split(/\s+/)
  const last = words.pop() ?? ""
  const address = /^[a-z][a-z0-9+.-]*:/i.test(last) ? last : `https://${last}`
  if (address.length > 300 || !isAddress(address)) return undefined
  return { label: words.join(" ").replace(/\s*[:–—-]+$/, ""), address }
}

/** The links of a profile; lines without an address are passed over. */
export const readLinks = (text: string): Link[] => text.split("\n").flatMap((line) => readLink(line) ?? [])

/** Links as they are kept and typed. */
export const writeLinks = (links: Link[]): string =>
  links.map(({ label, address }) => [label, address].filter(Boolean).join(" ")).join("\n")

const networks: [RegExp, string][] = [
  [/(^|\.)(vk\.com|vk\.ru|vkvideo\.ru)$/, "ВКонтакте"],
  [/(^|\.)(t\.me|telegram\.(me|org))$/, "Telegram"],
  [/(^|\.)ok\.ru$/, "Одноклассники"],
  [/(^|\.)rutube\.ru$/, "Rutube"],
  [/(^|\.)(dobro\.ru|xn--90af4abj\.xn--p1ai)$/, "Добро.рф"],
  [/(^|\.)max\.ru$/, "MAX"],
  [/(^|\.)dzen\.ru$/, "Дзен"],
]

/** What a link is called: its own words, else the network that it leads to, else its address without what is before it. */
export function linkName({ label, address }: Link): string {
  if (label) return label
  const { hostname } = new URL(address)
  return networks.find(([host]) => host.test(hostname))?.[1] ?? address.replace(/^https?:\/\/(?:www\.)?|\/$/g, "")
}

/** Nobody has said anything yet. */
export const isEmpty = (profile: Profile): boolean => profileFields.every((field) => !profile[field])
