import * as client from "openid-client"
import {
  type Errand,
  OutsideError,
  type OutsideIdentity,
  type OutsideProvider,
  reasonOf,
} from "#platform/session/outside/provider.ts"

type Server = { issuer: string; clientId: string; clientSecret?: string | undefined; name: string }

/** A server that does not say how it wants the secret wants it in the header (OpenID Connect Discovery, 3). */
const authentication = (secret: string | undefined): client.ClientAuth =>
  secret === undefined
    ? client.None()
    : (as, ...rest) => {
        const known = as.token_endpoint_auth_methods_supported ?? ["client_secret_basic"]
        const by = known.includes("client_secret_basic") ? client.ClientSecretBasic : client.ClientSecretPost
        return by(secret)(as, ...rest)
      }

/** Codes only: messages of the library may quote what the server said. */
function outsideError(err: unknown): OutsideError {
  if (err instanceof OutsideError) return err
  if (err instanceof client.AuthorizationResponseError) return new OutsideError(reasonOf(err.error), err.code)
  if (err instanceof client.ResponseBodyError)
    return new OutsideError(err.status >= 500 ? "away" : "wrong", `${err.code} ${err.status}`)
  const { code, cause } = err as client.ClientError
  if (cause instanceof Response)
    return new OutsideError(cause.status >= 500 ? "away" : "wrong", `${code} ${cause.status}`)
  const unreachable = code === "OAUTH_TIMEOUT" || (err instanceof TypeError && err.message === "fetch failed")
  return new OutsideError(unreachable ? "away" : "wrong", code ?? "no connection")
}

const text = (value: unknown) => (typeof value === "string" && value.trim() ? value.trim() : null)

/**
 * Any OpenID Connect server: authorization code with PKCE, nonce and a verified signature of the ID token. What it
 * publishes about itself is read at the first use and kept.
 */
export function oidc({ issuer, clientId, clientSecret, name }: Server): OutsideProvider {
  let known: Promise<client.Configuration> | undefined
  async function server(): Promise<client.Configuration> {
    known ??= client.discovery(
      new URL(issuer),
      clientId,
      { [client.clockTolerance]: 30 },
      authentication(clientSecret),
      {
        timeout: 10,
        // Plain HTTP gets through the settings only for a server on this machine.
        execute: [
          client.enableNonRepudiationChecks,
          ...(issuer.startsWith("http:") ? [client.allowInsecureRequests] : []),
        ],
      },
    )
    try {
      return await known
    } catch (err) {
      known = undefined
      throw outsideError(err)
    }
  }

  async function identify({ redirectUri, state, nonce, verifier }: Errand, answer: URLSearchParams) {
    const config = await server()
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier }
    const tokens = await client.authorizationCodeGrant(config, new URL(`${redirectUri}?${answer}`), checks)
    const claims = tokens.claims()!
    // Many servers tell names only there.
    const more =
      text(claims.name) || !config.serverMetadata().userinfo_endpoint
        ? {}
        : await client.fetchUserInfo(config, tokens.access_token, claims.sub)
    const told: Record<string, unknown> = { ...claims, ...more }
    const email = text(told.email)
    return { subject: claims.sub, name: text(told.name) ?? text(told.preferred_username) ?? email ?? "", email }
  }

  return {
    key: "oidc",
    issuer: issuer.replace(/\/+$/, ""),
    name: { ru: name, en: name },
    async door({ redirectUri, state, nonce, verifier }) {
      const challenge = await client.calculatePKCECodeChallenge(verifier)
      return client.buildAuthorizationUrl(await server(), {
        redirect_uri: redirectUri,
        scope: "openid profile email",
        state,
        nonce,
        code_challenge: challenge,
        code_challenge_method: "S256",
      }).href
    },
    identify: (errand, answer): Promise<OutsideIdentity> =>
      identify(errand, answer).catch((err) => {
        throw outsideError(err)
      }),
    async look() {
      await server()
    },
  }
}
