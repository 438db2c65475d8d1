import { z } from "zod"
import { isKpp, legalForms, wrongInn, wrongOgrn } from "./identifiers.ts"
import { foldName, isKindOf, natures } from "./party.ts"

/** One line of text: what people type with doubled spaces and breaks is made one. */
export const line = (limit: number) =>
  z
    .string()
    .max(limit)
    .transform((text) => text.replace(/\s+/g, " ").trim())

/** Several lines of text. */
export const lines = (limit: number) =>
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
export const email = line(200).refine(
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

const saidWrong = (field: "inn" | "ogrn", why: "length" | "digit" | null) => why && `registry.invalid.${field}_${why}`

/** Excel drops the zero with which numbers of the first nine regions begin. */
const withZero = (inn: string) => (/^(\d{9}|\d{11})$/.test(inn) && wrongInn(`0${inn}`) === null ? `0${inn}` : inn)

/** A number of a register: spaces and dashes, by which people part it, are left out. */
const number = (wrong: (text: string) => string | null, mended = (text: string) => text) =>
  line(40)
    .transform((text) => mended(text.replace(/[\s-]/g, "").toUpperCase()))
    .superRefine((text, ctx) => {
      const why = text === "" ? null : wrong(text)
      if (why) ctx.addIssue({ code: "custom", message: why })
    })

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
  legalForm: z.enum(["", ...legalForms], { error: "invalid.choice" }).default(""),
  inn: number((inn) => saidWrong("inn", wrongInn(inn)), withZero).default(""),
  ogrn: number((ogrn) => saidWrong("ogrn", wrongOgrn(ogrn))).default(""),
  kpp: number((kpp) => (isKpp(kpp) ? null : "registry.invalid.kpp")).default(""),
}

/** The same fields where each may be left as it is: absent is not the same as empty. */
export const changedFields = {
  nature: partyFields.nature.optional(),
  kind: partyFields.kind.optional(),
  name: partyFields.name.optional(),
  shortName: partyFields.shortName.unwrap().optional(),
  territoryId: partyFields.territoryId.unwrap().optional(),
  email: partyFields.email.unwrap().optional(),
  headEmail: partyFields.headEmail.unwrap().optional(),
  phone: partyFields.phone.unwrap().optional(),
  postalAddress: partyFields.postalAddress.unwrap().optional(),
  letterTo: partyFields.letterTo.unwrap().optional(),
  site: partyFields.site.unwrap().optional(),
  legalForm: partyFields.legalForm.unwrap().optional(),
  inn: partyFields.inn.unwrap().optional(),
  ogrn: partyFields.ogrn.unwrap().optional(),
  kpp: partyFields.kpp.unwrap().optional(),
}

/** A whole party; its kind must be one of its nature's kinds. */
export const partyInput = z
  .object(partyFields)
  .refine(({ nature, kind }) => isKindOf(nature, kind), { message: "invalid.choice", path: ["kind"] })
export type PartyInput = z.output<typeof partyInput>
