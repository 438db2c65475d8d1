import { createHash } from "node:crypto"
import type { z } from "zod"
import {
  OutsideError,
  type OutsideIdentity,
  type OutsideProvider,
  reasonOf,
} from "#platform/session/outside/provider.ts"

export type Form = Record<string, string>

/**
 * A provider of OAuth 2 without OpenID Connect, as data: where it is asked, what it wants beside the standard's own
 * fields, and how it tells who somebody is.
 */
export type Described = Pick<OutsideProvider, "key" | "issuer" | "name"> & {
  clientId: string
  authorize: string
  /** What is added to the standard's query there. */
  wish: Form
  token: string
  /** What is added to the standard's form there; gets the query that the browser came back with. */
  beside(answer: URLSearchParams): Form
  /** How the owner of an access token is asked for. */
  info(accessToken: string): Request
  /** Reads that answer beside the one of `token`; null when it is about another application or person. */
  read(info: unknown, token: TokenAnswer): OutsideIdentity | null
}

export type TokenAnswer = { access_token: string; user_id?: string | number | undefined }

/** A field that must have come back. @throws OutsideError */
export function brought(answer: URLSearchParams, name: string): string {
  const value = answer.get(name)
  if (!value) throw new OutsideError("wrong", `came back without ${name}`)
  return value
}

/** Parses what a provider said. @throws OutsideError when it has another shape */
export function understood<T>(schema: z.ZodType<T>, said: unknown, what: string): T {
  const parsed = schema.safeParse(said)
  if (!parsed.success) throw new OutsideError("wrong", `${what} of an unknown shape`)
  return parsed.data
}

/** Sends one request and reads JSON. @throws OutsideError */
async function ask(request: Request, what: string): Promise<unknown> {
  let answer: Response
  let words: string
  try {
    answer = await fetch(request, { redirect: "error", signal: AbortSignal.timeout(10_000) })
    words = await answer.text()
  } catch {
    throw new OutsideError("away", `${what}: no connection`)
  }
  if (answer.status >= 500) throw new OutsideError("away", `${what}: ${answer.status}`)
  if (!answer.ok) throw new OutsideError("wrong", `${what}: ${answer.status}`)
  try {
    return JSON.parse(words)
  } catch {
    throw new OutsideError("wrong", `${what}: not JSON`)
  }
}

/** Makes a provider out of its description and of the shape of its `token` answer. */
export function oauth2(described: Described, tokenAnswer: z.ZodType<TokenAnswer>): OutsideProvider {
  const { key, issuer, name, clientId } = described
  return {
    key,
    issuer,
    name,
    async door({ redirectUri, state, verifier }) {
      const query = new URLSearchParams({
        response_type: "code",
        client_id: clientId,
        redirect_uri: redirectUri,
        state,
        code_challenge: createHash("sha256").update(verifier).digest("base64url"),
        code_challenge_method: "S256",
        ...described.wish,
      })
      return `${described.authorize}?${query}`
    },
    async identify({ redirectUri, verifier }, answer) {
      const error = answer.get("error")
      if (error) throw new OutsideError(reasonOf(error), "came back with an error")
      const body = new URLSearchParams({
        grant_type: "authorization_code",
        code: brought(answer, "code"),
        client_id: clientId,
        redirect_uri: redirectUri,
        code_verifier: verifier,
        ...described.beside(answer),
      })
      const said = await ask(new Request(described.token, { method: "POST", body }), "token")
      const token = understood(tokenAnswer, said, "token")
      const identity = described.read(await ask(described.info(token.access_token), "info"), token)
      if (!identity) throw new OutsideError("wrong", "info about somebody else")
      return identity
    },
    // There is nothing to ask without a person.
    look: async () => {},
  }
}
