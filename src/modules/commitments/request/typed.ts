import { understandDay, understandPastDay } from "#platform/day.ts"
import type { Tx } from "#platform/db.ts"
import { storeFile } from "#platform/files/store-file.ts"
import type { Ctx } from "#platform/http/env.ts"
import type { formOf } from "#platform/http/reply.ts"
import { once } from "#platform/idempotency.ts"
import { InvalidInput } from "#platform/refusal.ts"
import type { Term } from "./request.ts"
import { understandTerm } from "./term.ts"

/**
 * A term out of a form.
 * @throws InvalidInput under the field's name when it is neither a day nor a standing term
 */
export function termOf(typed: string, today: string, field: string): Term {
  const term = understandTerm(typed, today)
  if (!term) throw new InvalidInput({ [field]: { key: "request.invalid.term" } })
  return term
}

/**
 * A day that has been: without a year the latest one that is not in the future. Another text is handed on as it is, for
 * the command to refuse.
 */
export function pastDay(typed: string, today: string): string | null {
  return typed ? (understandPastDay(typed, today) ?? typed) : null
}

/** A day to come, as typed; another text is handed on for the command to refuse. */
export const comingDay = (typed: string, today: string): string | null =>
  typed ? (understandDay(typed, today) ?? typed) : null

/**
 * Keeps what was attached to a form for the staff; the act takes it over. A file that nobody takes goes in the night.
 *
 * @param key the same key is the same deed: the files are stored once
 * @returns ids of the stored files, in the order given
 * @throws InvalidInput `file` when one is of no accepted kind; then none is kept
 */
export async function storeFiles(
  c: Ctx,
  form: Awaited<ReturnType<typeof formOf>>,
  field: string,
  key?: string,
): Promise<string[]> {
  const { services, actor } = c.var
  const given = [form[field] ?? []].flat().filter((one): one is File => one instanceof File && one.size > 0)
  const storeAll = async (tx: Tx) => {
    const ids: string[] = []
    for (const file of given) {
      const bytes = new Uint8Array(await file.arrayBuffer())
      const use = /\.(png|jpe?g|webp|gif|avif)$/i.test(file.name) ? "picture" : "document"
      const stored = { bytes, name: file.name, use, audience: "staff", subject: null } as const
      ids.push(await storeFile({ tx, actor, now: services.clock.now() }, services.filesDir, stored))
    }
    return ids
  }
  if (!given.length) return []
  return services.db.transaction().execute((tx) => once(tx, { actor, key }, "file.store", () => storeAll(tx)))
}
