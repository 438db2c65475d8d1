import { type SelectQueryBuilder, sql } from "kysely"
import type { Db, Tables, Tx } from "#platform/db.ts"
import "../tables.ts"
import type { Reach } from "../person/person.policy.ts"
import type { ApplicationKind, ApplicationState, Step, StepKind } from "./application.ts"

const columns = [
  "id",
  "kind",
  "state",
  "territory_id as territoryId",
  "party_id as partyId",
  "person_id as personId",
  "name",
  "inn",
  "party_kind as partyKind",
  "directions",
  "about",
  "family_name as familyName",
  "given_name as givenName",
  "patronymic",
  "post",
  "role",
  "email",
  "phone",
  "proof",
  "created_at as createdAt",
  "submitted_at as submittedAt",
] as const

export const applicationById = (db: Db, id: number) =>
  db.selectFrom("people.application").select(columns).where("id", "=", id).executeTakeFirst()
export type Application = NonNullable<Awaited<ReturnType<typeof applicationById>>>

/** The same, held until the transaction ends. */
export const applicationForUpdate = (tx: Tx, id: number): Promise<Application | undefined> =>
  tx.selectFrom("people.application").select(columns).where("id", "=", id).forUpdate().executeTakeFirst()

type New = Omit<Application, "id" | "state" | "personId" | "createdAt" | "submittedAt">

export async function insertApplication(tx: Tx, one: New, at: Date, demo = false): Promise<number> {
  const { id } = await tx
    .insertInto("people.application")
    .values({
      kind: one.kind,
      state: "draft",
      territory_id: one.territoryId,
      party_id: one.partyId,
      name: one.name,
      inn: one.inn,
      party_kind: one.partyKind,
      directions: one.directions,
      about: one.about,
      family_name: one.familyName,
      given_name: one.givenName,
      patronymic: one.patronymic,
      post: one.post,
      role: one.role,
      email: one.email,
      phone: one.phone,
      proof: one.proof,
      demo,
      created_at: at,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  return id
}

export const stepsOf = (db: Db, id: number): Promise<Step[]> =>
  db
    .selectFrom("people.application_step")
    .select(["id", "kind", "text", "at", "user_id as userId"])
    .where("application_id", "=", id)
    .orderBy("id")
    .execute()

/** Writes a step and where the application stands after it. */
export async function writeStep(
  tx: Tx,
  id: number,
  step: { kind: StepKind; text: string; at: Date; userId: string | null },
  state: ApplicationState,
): Promise<void> {
  await tx
    .insertInto("people.application_step")
    .values({ application_id: id, kind: step.kind, text: step.text, at: step.at, user_id: step.userId })
    .execute()
  await tx
    .updateTable("people.application")
    .set({ state, ...(step.kind === "submit" && { submitted_at: step.at }) })
    .where("id", "=", id)
    .execute()
}

export async function writeResult(tx: Tx, id: number, partyId: number, personId: string): Promise<void> {
  await tx
    .updateTable("people.application")
    .set({ party_id: partyId, person_id: personId })
    .where("id", "=", id)
    .execute()
}

/** Another application of the same organisation, or of the same address to the same place, that is not decided yet. */
export async function sameApplication(tx: Tx, one: Application): Promise<{ id: number } | undefined> {
  return tx
    .selectFrom("people.application")
    .select("id")
    .where("id", "<>", one.id)
    .where("kind", "=", one.kind)
    .where("state", "in", ["submitted", "asked", "appealed"])
    .where((eb) =>
      one.kind === "organisation" && one.inn
        ? eb("inn", "=", one.inn)
        : eb.and([
            eb(sql`lower(email)`, "=", one.email.toLowerCase()),
            one.partyId === null ? eb("party_id", "is", null) : eb("party_id", "=", one.partyId),
          ]),
    )
    .executeTakeFirst()
}

export type ApplicationFilter = { reach: Reach; state?: ApplicationState | undefined }

const narrowed =
  ({ reach, state }: ApplicationFilter) =>
  <O>(q: SelectQueryBuilder<Tables, "people.application", O>) =>
    q
      .where("state", "<>", "draft")
      .$if(state !== undefined, (n) => n.where("state", "=", state!))
      .$if(reach !== "all", (n) =>
        n.where((eb) => {
          const { territories, parties } = reach as Exclude<Reach, "all">
          return eb.or([
            eb("territory_id", "=", sql<number>`ANY(${territories})`),
            eb.and([eb("kind", "=", "person"), eb("party_id", "=", sql<number>`ANY(${parties})`)]),
          ])
        }),
      )

/** Applications that were submitted, newest first. */
export const listApplications = (
  db: Db,
  filter: ApplicationFilter,
  page: { after?: number | undefined; limit: number },
): Promise<Application[]> =>
  narrowed(filter)(db.selectFrom("people.application").select(columns))
    .$if(page.after !== undefined, (q) => q.where("id", "<", page.after!))
    .orderBy("id", "desc")
    .limit(page.limit)
    .execute()

/** How many there are in each state, counted up to 500 in each. */
export async function countApplications(db: Db, filter: ApplicationFilter, states: readonly ApplicationState[]) {
  const counts = await Promise.all(
    states.map(async (state) => {
      const some = narrowed({ ...filter, state })(db.selectFrom("people.application").select("id")).limit(501)
      const row = await db
        .selectFrom(some.as("s"))
        .select((eb) => eb.fn.countAll<number>().as("n"))
        .executeTakeFirstOrThrow()
      return [state, Number(row.n)] as const
    }),
  )
  return new Map(counts)
}

/** Forgets applications whose address was not confirmed in time. */
export async function deleteDrafts(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom("people.application").where("state", "=", "draft").where("created_at", "<", before).execute()
}

export type { ApplicationKind }
