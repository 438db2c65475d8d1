import type { Context } from "hono"
import { HTTPException } from "hono/http-exception"
import { ZodError } from "zod"
import type { Env } from "#platform/http/env.ts"
import { InvalidInput, Refusal, type Saying } from "#platform/refusal.ts"
import { sayingsOf } from "#platform/sayings.ts"
import { FailurePage } from "#ui/failure.tsx"

type Failure = {
  status: 400 | 403 | 404 | 409 | 410 | 413 | 422 | 429 | 500
  saying?: Saying
  related?: Refusal["related"]
  fields?: Record<string, Saying>
}

/**
 * Codes of PostgreSQL for a value that no column or index holds: a NUL in a text, half of a character in JSON, a number
 * or a day out of range, a name of thousands of letters.
 */
const unstorable = ["22021", "22P02", "22P05", "22003", "22007", "22008", "54000"]

/** Sorts what was thrown into the three kinds of failure: invalid input, refusal, fault. */
function failureOf(err: unknown): Failure {
  if (err instanceof InvalidInput) return { status: 422, fields: err.fields }
  if (err instanceof ZodError) return { status: 422, fields: sayingsOf(err) }
  if (err instanceof Refusal) return { status: err.status, saying: err.saying, related: err.related }
  if (err instanceof HTTPException && err.status === 403)
    return { status: 403, saying: { key: "refusal.foreign_form" } }
  if (err instanceof HTTPException && err.status === 413)
    return { status: 413, saying: { key: "refusal.too_large", params: { limit: 50 } } }
  if (err instanceof HTTPException && err.status < 500) return { status: 400 }
  if (unstorable.includes((err as { code?: string })?.code ?? ""))
    return { status: 422, fields: { "": { key: "invalid.format" } } }
  return { status: 500 }
}

/** A fault is logged once, with the number that the reader sees; secrets in addresses stay out of the log. */
function logFault(c: Context<Env>, err: unknown) {
  const path = c.var.loggedPath ?? c.req.path
  c.var.services.log.error({ reference: c.var.reference, method: c.req.method, path, err }, "fault")
}

/** Draws the page of a failure, with a way on. */
export function pageFailure(err: unknown, c: Context<Env>) {
  const failure = failureOf(err)
  if (failure.status === 500) logFault(c, err)
  const { view, reference } = c.var
  return c.html(
    <FailurePage
      view={view}
      status={failure.status}
      said={failure.saying && view.explain(failure.saying)}
      fields={Object.values(failure.fields ?? {}).map((saying) => view.explain(saying))}
      reference={reference}
    />,
    failure.status,
  )
}

/** The same for the API: application/problem+json (RFC 9457). */
export function apiFailure(err: unknown, c: Context<Env>) {
  const failure = failureOf(err)
  if (failure.status === 500) logFault(c, err)
  const { view, reference } = c.var
  const fields = Object.entries(failure.fields ?? {})
  const saying = failure.saying ?? fields[0]?.[1]
  return c.json(
    {
      type: "about:blank",
      title: view.t(`ui.failure.${failure.status}.title` as never),
      status: failure.status,
      ...(saying
        ? { detail: view.explain(saying), code: saying.key }
        : err instanceof HTTPException && err.message && { detail: err.message }),
      ...(fields.length && {
        errors: fields.map(([field, saying]) => ({ field, code: saying.key, detail: view.explain(saying) })),
      }),
      ...(failure.related?.length && {
        related: failure.related.map(({ title, path }) => ({ title, url: c.var.services.baseUrl + path })),
      }),
      ...(failure.status === 500 && { reference }),
    },
    failure.status,
    { "Content-Type": "application/problem+json" },
  )
}
