import { understandDay } from "#platform/day.ts"
import { storeFile } from "#platform/files/store-file.ts"
import type { Ctx } from "#platform/http/env.ts"
import type { formOf } from "#platform/http/reply.ts"
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
  if (!typed) return null
  const [year, month, day] = today.split("-").map(Number) as [number, number, number]
  const yearAgo = new Date(Date.UTC(year - 1, month - 1, day + 1)).toISOString().slice(0, 10)
  return understandDay(typed, yearAgo) ?? typed
}

/** A day to come, as typed; another text is handed on for the command to refuse. */
export const comingDay = (typed: string, today: string): string | null =>
  typed ? (understandDay(typed, today) ?? typed) : null

/**
 * Keeps what was attached to a form for the staff; the act takes it over. A file that nobody takes goes in the night.
 *
 * @returns ids of the stored files
 * @throws InvalidInput `file` when one is of no accepted kind
 */
export async function storeFiles(c: Ctx, form: Awaited<ReturnType<typeof formOf>>, field: string): Promise<string[]> {
  const { services, actor } = c.var
  const given = [form[field] ?? []].flat().filter((one): one is File => one instanceof File && one.size > 0)
  const ids: string[] = []
  for (const file of given) {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const use = /\.(png|jpe?g|webp|gif|avif)$/i.test(file.name) ? "picture" : "document"
    const stored = { bytes, name: file.name, use, audience: "staff", subject: null } as const
    ids.push(
      await services.db
        .transaction()
        .execute((tx) => storeFile({ tx, actor, now: services.clock.now() }, services.filesDir, stored)),
    )
  }
  return ids
}
