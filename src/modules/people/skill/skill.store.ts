import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import "../tables.ts"
import type { Language } from "./languages.ts"
import type { Level, Skill } from "./skill.ts"

/** Competences of these people, by person, in the order of the catalogue; ended ones too, the latest first. */
export async function skillsOf(db: Db, personIds: string[]): Promise<Map<string, Skill[]>> {
  if (!personIds.length) return new Map()
  const rows = await db
    .selectFrom("people.skill as s")
    .innerJoin("people.competence as c", "c.id", "s.competence_id")
    .select([
      "s.id",
      "s.person_id as personId",
      "s.competence_id as competenceId",
      "c.name_ru as nameRu",
      "c.name_en as nameEn",
      "s.level",
      "s.evidence",
      "s.link",
      "s.stated_by as statedBy",
      "s.confirmed_at as confirmedAt",
      "s.confirmed_by as confirmedBy",
      "s.ground",
      "s.until_on as until",
      "s.ended_at as endedAt",
      "s.ended_why as endedWhy",
    ])
    .where("s.person_id", "=", sql<string>`ANY(${personIds}::uuid[])`)
    .orderBy("c.position")
    .orderBy("c.folded_name")
    .orderBy("s.id", "desc")
    .execute()
  return Map.groupBy(rows, ({ personId }) => personId)
}

type NewSkill = Pick<Skill, "personId" | "competenceId" | "level" | "evidence" | "link" | "until" | "ground">

/** With a ground it is confirmed by whoever states it. */
export const insertSkill = (tx: Tx, one: NewSkill, at: Date, userId: string | null): Promise<{ id: number }> =>
  tx
    .insertInto("people.skill")
    .values({
      person_id: one.personId,
      competence_id: one.competenceId,
      level: one.level,
      evidence: one.evidence,
      link: one.link,
      until_on: one.until,
      ground: one.ground,
      stated_at: at,
      stated_by: userId,
      ...(one.ground && { confirmed_at: at, confirmed_by: userId }),
    })
    .returning("id")
    .executeTakeFirstOrThrow()

export async function updateConfirmation(
  tx: Tx,
  id: number,
  word: { level: Level; until: string | null; ground: string; at: Date; userId: string | null },
): Promise<void> {
  await tx
    .updateTable("people.skill")
    .set({
      level: word.level,
      until_on: word.until,
      ground: word.ground,
      confirmed_at: word.at,
      confirmed_by: word.userId,
    })
    .where("id", "=", id)
    .execute()
}

export async function updateSkillEnd(tx: Tx, id: number, why: string, at: Date): Promise<void> {
  await tx.updateTable("people.skill").set({ ended_at: at, ended_why: why }).where("id", "=", id).execute()
}

export async function updateDescription(
  tx: Tx,
  id: string,
  { languages, availability, experience }: { languages: Language[]; availability: string; experience: string },
): Promise<void> {
  await tx
    .updateTable("people.person")
    .set({ languages: JSON.stringify(languages), availability, experience })
    .where("id", "=", id)
    .execute()
}

/** The next listed people, by id, that have a competence of the catalogue. */
export async function listedWithCompetence(
  db: Db,
  competenceId: number,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom("people.skill as s")
    .innerJoin("people.person as p", "p.id", "s.person_id")
    .select("s.person_id as id")
    .where("s.competence_id", "=", competenceId)
    .where("s.ended_at", "is", null)
    .where("p.listed", "=", true)
    .$if(after !== null, (q) => q.where("s.person_id", ">", after!))
    .orderBy("s.person_id")
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** Listed people of whom the last day of a competence or a role was from one day until before another, YYYY-MM-DD. */
export async function listedWithExpired(db: Db, from: string, before: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM people.person WHERE listed AND id IN (
      SELECT person_id FROM people.skill
        WHERE ended_at IS NULL AND confirmed_at IS NOT NULL AND until_on >= ${from} AND until_on < ${before}
      UNION SELECT person_id FROM people.confirmed_role WHERE until_on >= ${from} AND until_on < ${before})`.execute(db)
  return rows.map(({ id }) => id)
}
