import type { Hono } from "hono"
import type { Env } from "#platform/http/env.ts"

export type Answer = { status: number; text: string; headers: Headers; location: string | null }

/** A browser without a script: keeps cookies, sends forms, follows nothing by itself. */
export function visitor(app: Hono<Env>, from: { address?: string; origin?: string } = {}) {
  const origin = from.origin ?? "http://127.0.0.1:3000"
  const jar = new Map<string, string>()

  async function send(path: string, init: RequestInit): Promise<Answer> {
    const headers = new Headers(init.headers)
    if (jar.size) headers.set("Cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "))
    headers.set("Host", new URL(origin).host)
    const incoming = { socket: { remoteAddress: from.address ?? "203.0.113.7" } }
    const answer = await app.request(new Request(origin + path, { ...init, headers }), undefined, { incoming })
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";")
      const name = pair.slice(0, pair.indexOf("="))
      if (/max-age=0/i.test(cookie)) jar.delete(name)
      else jar.set(name, pair.slice(name.length + 1))
    }
    return {
      status: answer.status,
      text: await answer.text(),
      headers: answer.headers,
      location: answer.headers.get("Location"),
    }
  }

  return {
    jar,
    get: (path: string) => send(path, {}),
    post: (path: string, form: Record<string, string> | URLSearchParams | FormData = {}) =>
      send(path, {
        method: "POST",
        body: form instanceof FormData ? form : new URLSearchParams(form),
        headers: { Origin: origin },
      }),
    json: (path: string, body: unknown) =>
      send(path, {
        method: "POST",
        body: JSON.stringify(body),
        headers: { Origin: origin, "Content-Type": "application/json" },
      }),
  }
}
export type Visitor = ReturnType<typeof visitor>
