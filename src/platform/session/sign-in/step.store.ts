import type { Db, Tx } from "#platform/db.ts"
import type { Method } from "../open-session.ts"
import { hashToken, newToken } from "../token.ts"
import "../signing-in.tables.ts"

/** What is still asked of a browser before it gets a session. */
export type Step = {
  id: string
  kind: "code" | "second" | "new_password"
  purpose: "sign_in" | "password"
  email: string | null
  userId: string | null
  method: Method
  codeHash: Buffer | null
  tries: number
  next: string
}

const lifetimes = { code: 10, second: 10, new_password: 20 }
export const maxTries = 5

type NewStep = Pick<Step, "kind" | "purpose" | "email" | "userId" | "method" | "next">

/** @returns the id, and the token for the browser's cookie */
export async function insertStep(tx: Tx, step: NewStep, now: Date): Promise<{ id: string; token: string }> {
  const token = newToken()
  const { id } = await tx
    .insertInto("platform.sign_in_step")
    .values({
      token_hash: hashToken(token),
      kind: step.kind,
      purpose: step.purpose,
      email: step.email,
      user_id: step.userId,
      method: step.method,
      code_hash: null,
      next: step.next,
      created_at: now,
      expires_at: new Date(now.getTime() + lifetimes[step.kind] * 60_000),
      used_at: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  return { id, token }
}

/** The step of this browser, unless it is used, over or tried too often. */
export async function findStep(
  db: Db | Tx,
  token: string | undefined,
  kind: Step["kind"],
  now: Date,
): Promise<Step | undefined> {
  if (!token) return undefined
  const row = await db
    .selectFrom("platform.sign_in_step")
    .selectAll()
    .where("token_hash", "=", hashToken(token))
    .where("kind", "=", kind)
    .where("used_at", "is", null)
    .where("tries", "<", maxTries)
    .where("expires_at", ">", now)
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      kind: row.kind,
      purpose: row.purpose,
      email: row.email,
      userId: row.user_id,
      method: row.method as Method,
      codeHash: row.code_hash,
      tries: row.tries,
      next: row.next,
    }
  )
}

/** Counts a try before it is looked at. @returns false when all tries are spent */
export async function countTry(db: Db, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("platform.sign_in_step")
    .set((eb) => ({ tries: eb("tries", "+", 1) }))
    .where("id", "=", id)
    .where("tries", "<", maxTries)
    .where("used_at", "is", null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** A step leads on once. @returns false when another request was faster */
export async function useStep(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("platform.sign_in_step")
    .set({ used_at: now })
    .where("id", "=", id)
    .where("used_at", "is", null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
