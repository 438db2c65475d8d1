import { sql } from "kysely"
import type { Tx } from "#platform/db.ts"
import type { Affiliation } from "../affiliation/affiliation.ts"
import { allCompetences } from "../competence/competence.store.ts"
import type { RoleName } from "../confirmed-role/confirmed-role.ts"
import { insertOperator, presentOperator, presentText } from "../consent/consent-text.store.ts"
import { plantPersonKeys } from "../duplicate/write-person-keys.ts"
import type { Relation } from "../guardian/guardian.ts"
import type { Publishable } from "../person/fields.ts"
import { indexPeople } from "../person/index-person.ts"
import { foldPerson, fullName, phoneKey } from "../person/person.ts"
import type { PersonInput } from "../person/person-input.ts"
import type { Skill } from "../skill/skill.ts"

/** Somebody made up. Days are YYYY-MM-DD. */
export type PlannedPerson = Omit<PersonInput, "address" | "note"> & {
  /** A UUID. */
  id: string
  ownConsentOn: string | null
  guardian: { name: string; relation: Relation; consentOn: string } | null
  /** What it lets everybody read since its own consent; the name among it, or nothing. */
  fields: Publishable[]
  affiliations: Pick<Affiliation, "partyId" | "role" | "from" | "until">[]
  skills: (Pick<Skill, "competenceId" | "level" | "until"> & { confirmed: boolean })[]
  role: { role: RoleName; from: string; until: string | null } | null
}

const ground = "Сертификат об обучении"

/** The competences that made-up people can have. */
export const plantedCompetences = async (tx: Tx): Promise<number[]> =>
  (await allCompetences(tx)).filter(({ retired }) => !retired).map(({ id }) => id)

/** What consents rest on: who processes the data, and the words in force of each kind. */
async function consentedTo(tx: Tx, at: Date) {
  const named = { name: "Ресурсный центр Приозёрной области", address: "Приозёрск, Набережная, 1" }
  const operator =
    (await presentOperator(tx)) ??
    (await insertOperator(tx, { ...named, requisites: "", contact: "centre@priozersk.example" }, at, true))
  const [processing, guardian, publication] = [
    await presentText(tx, "processing"),
    await presentText(tx, "guardian"),
    await presentText(tx, "publication"),
  ]
  return { operator: operator.id, processing: processing.id, guardian: guardian.id, publication: publication.id }
}

/**
 * Writes many made-up people at once with consents, affiliations and competences: for `seed large`. What everybody
 * reads of them follows from their consents, as `applyConsents` would have it.
 */
export async function plantPeople(tx: Tx, people: PlannedPerson[], at: Date): Promise<void> {
  const texts = await consentedTo(tx, at)
  const rows = people.map((one) => ({
    ...one,
    folded: foldPerson(one),
    phone_key: phoneKey(one.phone),
    guardian_on: one.guardian?.consentOn ?? null,
    listed: one.fields.includes("name"),
  }))
  await sql`
    INSERT INTO people.person (id, family_name, given_name, patronymic, folded_name, birth_on, territory_id, email, phone,
      phone_key, listed, own_consent_on, guardian_consent_on, created_at)
    SELECT id, "familyName", "givenName", patronymic, folded, "birthOn", "territoryId", email, phone, phone_key, listed,
      "ownConsentOn", guardian_on, ${at}
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS x (id uuid, "familyName" text, "givenName" text,
      patronymic text, folded text, "birthOn" date, "territoryId" bigint, email text, phone text, phone_key text,
      listed boolean, "ownConsentOn" date, guardian_on date)`.execute(tx)

  // Made up out of few names, they are found by their keys, and not compared with each other.
  await plantPersonKeys(tx, people)

  const guardians = people.flatMap(({ id, guardian }) => (guardian ? { id, ...guardian } : []))
  await sql`
    INSERT INTO people.guardian (person_id, name, relation, created_at)
    SELECT id, name, relation, ${at} FROM json_to_recordset(${JSON.stringify(guardians)}::json)
      AS x (id uuid, name text, relation text)`.execute(tx)
  const consents = people.flatMap((one) => {
    const own = { id: one.id, signer: fullName(one), relation: "", given: one.ownConsentOn, field: "", reach: "" }
    const published = { ...own, kind: "publication", text: texts.publication, reach: one.email }
    return [
      ...(one.ownConsentOn ? [{ ...own, kind: "processing", text: texts.processing }] : []),
      ...one.fields.map((field) => ({ ...published, field })),
      ...(one.guardian
        ? [
            {
              ...{ ...own, kind: "guardian", text: texts.guardian, given: one.guardian.consentOn },
              ...{ signer: one.guardian.name, relation: one.guardian.relation },
            },
          ]
        : []),
    ]
  })
  await sql`
    INSERT INTO people.consent (person_id, kind, field, text_id, operator_id, guardian_id, signer, relation, reach, channel,
      given_on, created_at)
    SELECT x.id, kind, field, text, ${texts.operator}, g.id, signer, x.relation, reach, 'in_person', given, ${at}
    FROM json_to_recordset(${JSON.stringify(consents)}::json) AS x (id uuid, kind text, field text, text bigint,
      signer text, relation text, reach text, given date)
    LEFT JOIN people.guardian g ON g.person_id = x.id AND x.kind = 'guardian'`.execute(tx)
  await sql`
    INSERT INTO people.published_field (person_id, field)
    SELECT id, field FROM json_to_recordset(${JSON.stringify(consents)}::json) AS x (id uuid, field text)
    WHERE field <> ''`.execute(tx)
  await belong(tx, people, at)
  await indexPeople(
    tx,
    rows.filter(({ listed }) => listed).map(({ id }) => id),
    at,
  )
}

async function belong(tx: Tx, people: PlannedPerson[], at: Date): Promise<void> {
  const each = <T>(pick: (one: PlannedPerson) => T[]) =>
    JSON.stringify(people.flatMap((one) => pick(one).map((part) => ({ id: one.id, ...part }))))
  await sql`
    INSERT INTO people.affiliation (person_id, party_id, role, from_on, until_on, created_at)
    SELECT id, "partyId", role, "from", until, ${at} FROM json_to_recordset(${each((one) => one.affiliations)}::json)
      AS x (id uuid, "partyId" bigint, role text, "from" date, until date)`.execute(tx)
  await sql`
    INSERT INTO people.skill (person_id, competence_id, level, stated_at, confirmed_at, ground, until_on)
    SELECT id, "competenceId", level, ${at}::timestamptz, CASE WHEN confirmed THEN ${at}::timestamptz END,
      CASE WHEN confirmed THEN ${ground} ELSE '' END, until
    FROM json_to_recordset(${each((one) => one.skills)}::json)
      AS x (id uuid, "competenceId" bigint, level text, confirmed boolean, until date)`.execute(tx)
  await sql`
    INSERT INTO people.confirmed_role (person_id, role, from_on, until_on, ground, confirmed_at)
    SELECT id, role, "from", until, ${ground}, ${at}
    FROM json_to_recordset(${each((one) => (one.role ? [one.role] : []))}::json)
      AS x (id uuid, role text, "from" date, until date)`.execute(tx)
}
