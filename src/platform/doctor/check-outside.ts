import type { Config } from "#platform/config.ts"
import { callbackOf, OutsideError, type OutsideProvider } from "#platform/session/outside/provider.ts"
import { type Finding, fail, ok, warn } from "./finding.ts"

/** Whether those who vouch for people answer, and which address is to be registered with them. Nobody is signed in. */
export async function checkOutside({ BASE_URL }: Config, providers: OutsideProvider[]): Promise<Finding[]> {
  const found: Finding[] = []
  for (const provider of providers) {
    const what = `Signing in with ${provider.name.en}`
    try {
      await provider.look()
      found.push(
        BASE_URL
          ? ok(`${what}: registered there must be ${callbackOf(BASE_URL, provider.key)}`)
          : warn(`${what}: BASE_URL is not set`, "Write BASE_URL: the address to come back to is made of it."),
      )
    } catch (err) {
      if (!(err instanceof OutsideError)) throw err
      const mend = "Check OIDC_ISSUER, and whether this machine may go out to it."
      found.push(fail(`${what}: it does not say how it is spoken to (${err.message})`, mend))
    }
  }
  return found
}
