import { generateKeyPairSync, sign } from "node:crypto"
import type { RequestListener, ServerResponse } from "node:http"
import Provider from "oidc-provider"
import { formIn, listen } from "./listen.ts"

export const person = { login: "anna", name: "Анна Причалова", email: "anna@example.ru" }
const client = { id: "farvater", secret: "between the server and us only" }

type Claims = Record<string, unknown>
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url")

/** The server's own key, and one that nobody published. */
const keys = () =>
  [generateKeyPairSync("rsa", { modulusLength: 2048 }), generateKeyPairSync("rsa", { modulusLength: 2048 })] as const

/**
 * A certified OpenID Connect server (`oidc-provider`) with a page to sign in on. `spoil` lets it tell something else in
 * its ID tokens, signed by its key or by a strange one; `asked` lists what came in.
 */
export async function oidcServer(redirectUri: string) {
  const [own, strange] = keys()
  const state = {
    spoil: null as ((claims: Claims) => Claims) | null,
    forge: false,
    broken: false,
    asked: [] as string[],
  }

  function resigned(token: string): string {
    const [head = "", body = ""] = token.split(".")
    const claims = JSON.parse(Buffer.from(body, "base64url").toString()) as Claims
    const text = `${head}.${part(state.spoil ? state.spoil(claims) : claims)}`
    const key = (state.forge ? strange : own).privateKey
    return `${text}.${sign("sha256", Buffer.from(text), key).toString("base64url")}`
  }
  function spoilt(res: ServerResponse) {
    const end = res.end.bind(res) as (body: string) => ServerResponse
    res.end = ((body: string | Buffer) => {
      const said = JSON.parse(String(body)) as { id_token?: string }
      const told = JSON.stringify(said.id_token ? { ...said, id_token: resigned(said.id_token) } : said)
      res.setHeader("Content-Length", Buffer.byteLength(told))
      return end(told)
    }) as typeof res.end
  }

  let handle: RequestListener = () => {}
  const server = await listen((req, res) => {
    state.asked.push(`${req.method} ${req.url?.split("?")[0]}`)
    if (state.broken) return void res.writeHead(503).end("down")
    if (req.url === "/token" && (state.spoil || state.forge)) spoilt(res)
    return handle(req, res)
  })
  const provider = new Provider(server.url, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [redirectUri] }],
    jwks: { keys: [{ ...own.privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: "own" }] },
    cookies: { keys: ["a key of the test's cookies"] },
    pkce: { required: () => true },
    claims: { profile: ["name"], email: ["email"] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ sub, name: sub === person.login ? person.name : `Кто-то ${sub}`, email: `${sub}@example.ru` }),
    }),
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    ttl: { Session: 3600, Interaction: 3600, Grant: 3600, AccessToken: 3600, IdToken: 3600 },
  })
  const speak = provider.callback()
  handle = async (req, res) => {
    if (!req.url?.startsWith("/interaction/")) return speak(req, res)
    if (req.method === "GET")
      return res.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(
        `<!doctype html><title>Единый вход</title><form method="post" action="${req.url}">
          <label>Логин <input name="login"></label>
          <button name="deed" value="in">Подтвердить</button> <button name="deed" value="no">Отказаться</button></form>`,
      )
    const form = await formIn(req)
    const accountId = form.get("login")!
    if (form.get("deed") === "no") return provider.interactionFinished(req, res, { error: "access_denied" })
    const { params } = await provider.interactionDetails(req, res)
    const grant = new provider.Grant({ clientId: params.client_id, accountId })
    grant.addOIDCScope(params.scope)
    return provider.interactionFinished(req, res, { login: { accountId }, consent: { grantId: await grant.save() } })
  }
  const settings = {
    OIDC_ISSUER: server.url,
    OIDC_CLIENT_ID: client.id,
    OIDC_CLIENT_SECRET: client.secret,
    OIDC_NAME: "Единый вход",
  }
  return { ...server, state, settings }
}

/**
 * Goes through the server's pages as a browser would.
 * @returns the path and query on our site that the server sends back to
 */
export async function throughServer(door: string, login: string, deed: "in" | "no" = "in"): Promise<string> {
  const jar = new Map<string, string>()
  const server = new URL(door).origin
  let [url, body] = [door, undefined as URLSearchParams | undefined]
  for (let hop = 0; hop < 10; hop++) {
    const headers = { Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") }
    const answer = await fetch(url, { redirect: "manual", headers, ...(body && { method: "POST", body }) })
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      jar.set(name, value)
    }
    body = undefined
    const to = answer.headers.get("Location")
    const text = await answer.text()
    if (to) {
      const next = new URL(to, url)
      if (next.origin !== server) return next.pathname + next.search
      url = next.href
    } else if (text.includes("<form")) body = new URLSearchParams({ login, deed })
    else throw new Error(`the server said ${answer.status}: ${text.slice(0, 300)}`)
  }
  throw new Error("the server leads in a circle")
}
