import type { Locale } from "#platform/i18n.ts"

/** What goes out with a browser and must come back with it; every value is random and works once. */
export type Errand = { redirectUri: string; state: string; nonce: string; verifier: string }

/** Who somebody is outside. `subject` names one person for ever; name and e-mail are only words that were told. */
export type OutsideIdentity = { subject: string; name: string; email: string | null }

/**
 * Somebody who vouches for people: the port between signing in and the adapters that talk to VK ID, Yandex ID or an
 * OpenID Connect server. Each is there only when its settings are.
 */
export type OutsideProvider = {
  /** In addresses: `/sign-in/outside/KEY/callback`. */
  key: string
  /** Under what its subjects are kept: two servers that share a key in turn never share people. */
  issuer: string
  name: Record<Locale, string>
  /** Where the browser is sent. @throws OutsideError when the provider cannot be asked where that is */
  door(errand: Errand): Promise<string>
  /** Who came back with this query. @throws OutsideError with the reason when nobody is vouched for */
  identify(errand: Errand, answer: URLSearchParams): Promise<OutsideIdentity>
  /** For the doctor: whether it can be reached, where that can be asked. @throws OutsideError */
  look(): Promise<void>
}

/** `denied`: the person said no; `away`: no answer, or a fault over there; `wrong`: an answer that proves nothing. */
export type OutsideReason = "denied" | "away" | "wrong"

/** Nobody is vouched for. `message` is for the log: what was wrong, with no token, code or name in it. */
export class OutsideError extends Error {
  readonly reason: OutsideReason

  constructor(reason: OutsideReason, message: string) {
    super(message)
    this.reason = reason
  }
}

/** The address that a provider sends browsers back to; it is registered there word for word. */
export const callbackOf = (baseUrl: string, key: string) => `${baseUrl}/sign-in/outside/${key}/callback`

/** Which refusal a provider's `error` (RFC 6749, 4.1.2.1) is. */
export const reasonOf = (error: string): OutsideReason =>
  error === "access_denied" ? "denied" : ["temporarily_unavailable", "server_error"].includes(error) ? "away" : "wrong"
