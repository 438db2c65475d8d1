import { createHash, randomUUID } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import { formIn, listen } from "./listen.ts"

type Given = { redirect_uri: string; code_challenge: string; state: string; device: string }

/** What both servers do: check the query of `authorize`, give codes that work once, and look at PKCE. */
function codes(clientId: string, redirectUri: string) {
  const given = new Map<string, Given>()
  const state = {
    denies: false,
    broken: false,
    audience: clientId,
    person: "1000034426",
    asked: [] as URLSearchParams[],
  }
  const usual = { ...state, asked: [] }
  function authorize(query: URLSearchParams, res: ServerResponse, beside: (device: string) => Record<string, string>) {
    const wrong = ["response_type", "client_id", "redirect_uri", "state", "code_challenge"].filter((n) => !query.get(n))
    if (query.get("client_id") !== clientId || query.get("redirect_uri") !== redirectUri) wrong.push("registered")
    if (query.get("code_challenge_method") !== "S256" || query.get("state")!.length < 32) wrong.push("strength")
    if (wrong.length) return res.writeHead(400).end(wrong.join())
    const back = new URL(redirectUri)
    const [code, device] = [randomUUID(), randomUUID()]
    const { code_challenge, state: kept } = Object.fromEntries(query) as Given & { state: string }
    given.set(code, { redirect_uri: redirectUri, code_challenge, state: kept, device })
    const answer = state.denies ? { error: "access_denied" } : { code, ...beside(device) }
    for (const [name, value] of Object.entries({ ...answer, state: kept })) back.searchParams.set(name, value)
    return res.writeHead(302, { Location: back.href }).end()
  }
  /** The code's own request, used up; undefined when the form does not fit it. */
  function exchange(form: URLSearchParams): Given | undefined {
    const found = given.get(form.get("code") ?? "")
    given.delete(form.get("code") ?? "")
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url")
    const fits = form.get("grant_type") === "authorization_code" && form.get("client_id") === clientId
    return found?.code_challenge === challenge && fits ? found : undefined
  }
  return { state, usual, authorize, exchange }
}

const json = (res: ServerResponse, status: number, body: object) =>
  res.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body))
const addressOf = (req: IncomingMessage) => new URL(req.url!, "http://server.invalid")

/** VK ID by its documents: device_id, state in the exchange, 404 for a field too many, user_info by POST. */
export async function vkServer(redirectUri: string) {
  const { state, usual, authorize, exchange } = codes("51234567", redirectUri)
  const fields = [
    "client_id",
    "code",
    "code_verifier",
    "device_id",
    "grant_type",
    "redirect_uri",
    "service_token",
    "state",
  ]
  const token = `vk2.a.${randomUUID()}`
  const server = await listen(async (req, res) => {
    const { pathname, searchParams } = addressOf(req)
    if (state.broken) return res.writeHead(502).end()
    if (pathname === "/authorize")
      return authorize(searchParams, res, (device) => ({ device_id: device, type: "code_v2", expires_in: "600" }))
    if (req.method !== "POST") return res.writeHead(404).end()
    const form = await formIn(req)
    state.asked.push(form)
    if (pathname === "/oauth2/user_info")
      return form.get("access_token") === token && form.get("client_id") === "51234567"
        ? json(res, 200, {
            user: {
              user_id: state.audience === "51234567" ? state.person : "7",
              first_name: "Анна",
              last_name: "Причалова",
              avatar: "",
              verified: false,
            },
          })
        : json(res, 200, { error: "invalid_token", error_description: "no" })
    if (pathname !== "/oauth2/auth" || [...form.keys()].some((name) => !fields.includes(name)))
      return res.writeHead(404).end()
    const found = exchange(form)
    if (!found || found.device !== form.get("device_id") || found.state !== form.get("state"))
      return json(res, 200, { error: "invalid_grant", error_description: "no" })
    // Its ID token follows no standard that we could check.
    const ids = { id_token: "vk.id.token", user_id: Number(state.person), state: found.state }
    return json(res, 200, { access_token: token, token_type: "Bearer", expires_in: 3600, scope: "email", ...ids })
  })
  const settings = { VK_ID_CLIENT_ID: "51234567", VK_ID_SERVICE_TOKEN: "service", VK_ID_URL: server.url }
  return { ...server, state, usual, settings }
}

/** Yandex ID by its documents: a secret in the form, `OAuth` in the header, the application's number in the answer. */
export async function yandexServer(redirectUri: string) {
  const { state, usual, authorize, exchange } = codes("ya-app", redirectUri)
  const token = `y0_${randomUUID()}`
  const server = await listen(async (req, res) => {
    const { pathname, searchParams } = addressOf(req)
    if (state.broken) return res.writeHead(503).end()
    if (pathname === "/authorize") return authorize(searchParams, res, () => ({ cid: "1" }))
    if (pathname === "/info" && req.headers.authorization === `OAuth ${token}`)
      return json(res, 200, {
        id: state.person,
        login: "a.prichalova",
        client_id: state.audience,
        real_name: "Анна Причалова",
        default_email: "anna@example.ru",
        psuid: "1.AAceCw",
      })
    if (pathname !== "/token" || req.method !== "POST") return json(res, 401, {})
    const form = await formIn(req)
    state.asked.push(form)
    if (form.get("client_secret") !== "ya-secret") return json(res, 401, { error: "invalid_client" })
    if (!exchange(form)) return json(res, 400, { error: "invalid_grant", error_description: "Code has expired" })
    return json(res, 200, { access_token: token, token_type: "bearer", expires_in: 31536000, refresh_token: "1:x" })
  })
  const settings = {
    YANDEX_ID_CLIENT_ID: "ya-app",
    YANDEX_ID_CLIENT_SECRET: "ya-secret",
    YANDEX_ID_URL: server.url,
    YANDEX_ID_INFO_URL: server.url,
  }
  return { ...server, state, usual, settings }
}
