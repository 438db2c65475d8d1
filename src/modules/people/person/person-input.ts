import { z } from "zod"
import { day, email, foldName, line, lines } from "#modules/registry/public.ts"

const familyName = line(100).refine((name) => foldName(name) !== "", "invalid.required")
const namePart = line(100).default("")

/** The fields of a person, as a form, the API and an import give them. */
export const personFields = {
  familyName,
  givenName: namePart,
  patronymic: namePart,
  birthOn: day.nullable().default(null),
  territoryId: z.number().int().positive().nullable().default(null),
  email: email.default(""),
  phone: line(120).default(""),
  address: lines(500).default(""),
  note: lines(2000).default(""),
}
export const personInput = z.object(personFields)
export type PersonInput = z.output<typeof personInput>

/** The same fields where each may be left as it is: absent is not the same as empty. */
export const changedFields = {
  familyName: familyName.optional(),
  givenName: personFields.givenName.unwrap().optional(),
  patronymic: personFields.patronymic.unwrap().optional(),
  birthOn: personFields.birthOn.unwrap().optional(),
  territoryId: personFields.territoryId.unwrap().optional(),
  email: personFields.email.unwrap().optional(),
  phone: personFields.phone.unwrap().optional(),
  address: personFields.address.unwrap().optional(),
  note: personFields.note.unwrap().optional(),
}
