import { setCookie } from "hono/cookie"
import { HTTPException } from "hono/http-exception"
import type { z } from "zod"
import { type Command, perform } from "#platform/command.ts"
import type { Ctx } from "#platform/http/env.ts"
import type { MessageKey, Params } from "#platform/i18n.ts"
import { InvalidInput, Refusal, type Saying } from "#platform/refusal.ts"
import { keyedHash, keyFor } from "#platform/session/sealing.ts"

type Value = string | File
/** What is pasted out of a PDF may hold NULs, which PostgreSQL keeps in no text. */
const clean = <T>(value: T) => (typeof value === "string" ? value.replaceAll("\0", "") : value)

/** Everything typed into the form of this request: text fields as strings (lists where a name repeats), files as File. */
export async function formOf(c: Ctx): Promise<Record<string, Value | Value[]>> {
  const form: Record<string, Value | Value[]> = await c.req.parseBody({ all: true }).catch(() => {
    throw new HTTPException(400)
  })
  for (const name in form) form[name] = Array.isArray(form[name]) ? form[name].map(clean) : clean(form[name]!)
  return form
}

/** One text field of a form, trimmed; "" when absent. */
export const field = (form: Awaited<ReturnType<typeof formOf>>, name: string): string => {
  const value = form[name]
  const one = Array.isArray(value) ? value[0] : value
  return typeof one === "string" ? one.trim() : ""
}

/**
 * What makes a repeated request the same deed: its key together with what it says. Who goes back, changes a word and
 * sends the form again has said something new. Keyed by the secret, for a form may hold a password.
 */
export async function deedKey(c: Ctx, key: string): Promise<string> {
  const isJson = /\bjson\b/i.test(c.req.header("Content-Type") ?? "")
  const { key: _, ...form } = isJson ? {} : await formOf(c)
  const said = isJson ? await c.req.text() : Object.entries(form)
  const plain = JSON.stringify([key, c.req.method, c.var.view.path, said], (_, value) =>
    value instanceof File ? [value.name, value.size] : value,
  )
  return keyedHash(keyFor(c.var.services.secret, "deed"), plain).toString("base64url")
}

/** Performs a command for whoever sent this request, once per the form's hidden key or the API's Idempotency-Key. */
export async function act<I extends z.ZodType, O>(
  c: Ctx,
  cmd: Command<I, O>,
  input: unknown,
  key?: string,
): Promise<O> {
  const { db, clock, listeners, modules, cache } = c.var.services
  const given = key || c.req.header("Idempotency-Key")
  const same = given && (await deedKey(c, given))
  const result = await perform(cmd, { db, clock, listeners, modules, actor: c.var.actor, key: same }, input)
  cache.clear()
  return result
}

/** Leaves one sentence to be shown once, on the next page. */
export function say(c: Ctx, said: MessageKey, params?: Params, tone: "done" | "warn" = "done") {
  setCookie(c, "flash", Buffer.from(JSON.stringify({ said, params, tone })).toString("base64url"), {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    maxAge: 60,
  })
}

/** Sends the reader on (303), with one sentence to be shown once. */
export function goTo(c: Ctx, path: string, said?: MessageKey, params?: Params, tone: "done" | "warn" = "done") {
  if (said) say(c, said, params, tone)
  return c.redirect(c.var.view.href(path), 303)
}

/**
 * A deed of a form: its answer, or what has to be said when the form is drawn again (422): troubles of fields, and
 * under "" a conflict with what is stored.
 */
export async function attempt<T>(deed: Promise<T>): Promise<{ value: T } | { errors: Record<string, Saying> }> {
  try {
    return { value: await deed }
  } catch (err) {
    if (err instanceof InvalidInput) return { errors: err.fields }
    if (err instanceof Refusal && err.status === 409) return { errors: { "": err.saying } }
    throw err
  }
}
