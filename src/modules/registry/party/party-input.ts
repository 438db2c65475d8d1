import { z } from "zod"
import { foldName, isKindOf, natures } from "./party.ts"

const line = (limit: number) =>
  z
    .string()
    .max(limit)
    .transform((text) => text.replace(/\s+/g, " ").trim())

const lines = (limit: number) =>
  z
    .string()
    .max(limit)
    .transform((text) =>
      text
        .replace(/\r\n?/g, "\n")
        .replace(/[ \t]+\n/g, "\n")
        .trim(),
    )

// Addresses of Russian domains («почта.рф») are addresses too, so Zod's own ASCII check does not fit.
const email = line(200).refine(
  (text) => text === "" || /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@.,;<>]{2,}$/u.test(text),
  "invalid.email",
)

const isWebAddress = (text: string) => {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname.includes(".")
}

/** «vk.com/dobro» is how people write it. */
const site = line(300)
  .transform((text) => (text === "" || /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`))
  .refine((text) => text === "" || isWebAddress(text), "invalid.url")

/** The fields of a party, as a form, the API and an import give them. */
export const partyFields = {
  nature: z.enum(natures),
  kind: z.string().max(40),
  name: line(500).refine((name) => foldName(name) !== "", "invalid.required"),
  shortName: line(120).default(""),
  territoryId: z.number().int().positive().nullable().default(null),
  email: email.default(""),
  headEmail: email.default(""),
  phone: line(120).default(""),
  postalAddress: lines(500).default(""),
  letterTo: lines(300).default(""),
  site: site.default(""),
}

/** A whole party; its kind must be one of its nature's kinds. */
export const partyInput = z
  .object(partyFields)
  .refine(({ nature, kind }) => isKindOf(nature, kind), { message: "invalid.choice", path: ["kind"] })
export type PartyInput = z.output<typeof partyInput>
