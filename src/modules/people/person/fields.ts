/**
 * Who sees which field of a person: the one rule that pages, API, search, exports, feeds and the journal go by.
 *
 * - `staff`: the centre's staff within whose territory, organisation or body the person is
 * - `self`: the person, through its account
 * - `organisation`: the representative of an organisation or a body that the person belongs to
 * - `public`: everybody, when the person is of age and has consented to publishing that very field (152-ФЗ, ст. 10.1)
 */
export const readers = ["staff", "self", "organisation", "public"] as const
export type Reader = (typeof readers)[number]

const rules = {
  name: ["staff", "self", "organisation", "public"],
  birthOn: ["staff", "self"],
  territory: ["staff", "self", "organisation", "public"],
  email: ["staff", "self", "organisation", "public"],
  phone: ["staff", "self", "organisation", "public"],
  address: ["staff", "self"],
  affiliations: ["staff", "self", "organisation", "public"],
  /** What it can do; how it is proved and who confirmed it are for the staff and the person. */
  competences: ["staff", "self", "organisation", "public"],
  /** Mentor, expert, assessor. */
  roles: ["staff", "self", "organisation", "public"],
  languages: ["staff", "self", "organisation", "public"],
  availability: ["staff", "self", "organisation"],
  experience: ["staff", "self", "organisation"],
  note: ["staff"],
  /** What it consented to, when and how; guardians are for the staff alone. */
  consents: ["staff", "self"],
} as const satisfies Record<string, readonly Reader[]>

export type PersonField = keyof typeof rules
export const personFields = Object.keys(rules) as PersonField[]

type Ruled<R extends Reader> = { [F in PersonField]: R extends (typeof rules)[F][number] ? F : never }[PersonField]
/** A field that may be published by a consent of its own. */
export type Publishable = Ruled<"public">
export const publishable = personFields.filter((field): field is Publishable => seenBy("public", field))

/** Whether such a reader may see the field at all; for `public` a consent is wanted besides. */
export function seenBy(reader: Reader, field: PersonField): boolean {
  return (rules[field] as readonly Reader[]).includes(reader)
}

/**
 * The fields that a reader sees of one person.
 * @param published what the person lets everybody read; nothing of it is shown unless the name is among it
 */
export function fieldsSeen(reader: Reader | undefined, published: readonly Publishable[]): Set<PersonField> {
  const open = published.includes("name") ? published : []
  return new Set(
    personFields.filter(
      (field) =>
        (open as readonly PersonField[]).includes(field) || (reader && reader !== "public" && seenBy(reader, field)),
    ),
  )
}
