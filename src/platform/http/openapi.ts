import { z } from "@hono/zod-openapi"

/** What every failure of the API answers with. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    code: z.string().optional(),
    errors: z.array(z.object({ field: z.string(), code: z.string(), detail: z.string() })).optional(),
    related: z
      .array(z.object({ title: z.string(), url: z.url() }))
      .optional()
      .openapi({ description: "What stands in the way" }),
    reference: z.string().optional(),
  })
  .openapi("Problem", { description: "What went wrong, after RFC 9457" })

const words: Record<number, string> = {
  403: "This actor may not do it",
  404: "There is no such thing",
  409: "It conflicts with what is stored",
  413: "The file is too large",
  422: "Something in the request does not fit; `errors` says what",
}

/** Answers of failures for a route's `responses`. */
export const problems = (...statuses: number[]) =>
  Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: words[status] ?? "Failure", content: { "application/problem+json": { schema: problem } } },
    ]),
  )

/** An answer in JSON for a route's `responses`. */
export const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { "application/json": { schema } },
})

/** A body in JSON for a route's `request`. */
export const jsonBody = <S extends z.ZodType>(schema: S) => ({
  body: { required: true as const, content: { "application/json": { schema } } },
})

/** The id of a thing in an address. */
export const idParam = z.object({ id: z.coerce.number().int().positive().openapi({ type: "integer" }) })

/** Reading a list by keys: `?after=` takes `next` of the answer before. */
export const keysetQuery = z.object({
  after: z.coerce.number().int().positive().optional().openapi({ type: "integer" }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(50)
    .openapi({ type: "integer", minimum: 1, maximum: 200, default: 50 }),
})

/** A part of a list: `next` goes into `?after=`, null at the end. */
export const keysetPage = <S extends z.ZodType>(item: S) =>
  z.object({ items: z.array(item), next: z.int().nullable(), count: z.int() })

/** The header that makes a repeated POST one deed. */
export const idempotencyHeader = z.object({
  "idempotency-key": z.string().max(200).optional().openapi({
    description: "The same request with the same key is the same deed: it is done once and answered alike",
  }),
})

/** For a route's `security`: nobody does it without a token or a session. */
export const signedInOnly: Record<string, string[]>[] = [{ token: [] }, { session: [] }]
