import { isIP } from "node:net"
import type { Ctx } from "#platform/http/env.ts"

/** For whom passkeys are made: browsers want a name of a host, an address of figures will not do. */
export type RelyingParty = { id: string; origin: string }

/** @returns null when the installation is reached by an IP address other than this machine's own */
export function relyingParty(baseUrl: string): RelyingParty | null {
  const url = new URL(baseUrl)
  const host = url.hostname.replace(/^\[|\]$/g, "")
  if (host === "127.0.0.1" || host === "::1") url.hostname = "localhost"
  else if (isIP(host)) return null
  return { id: url.hostname, origin: url.origin }
}

/** Whether passkeys work at the address by which this page was asked for, and at which they do. */
export function passkeysHere(c: Ctx): { origin: string; here: boolean } | null {
  const party = relyingParty(c.var.services.baseUrl)
  if (!party) return null
  const host = (c.req.header("Host") ?? new URL(c.req.url).host).replace(/:\d+$/, "")
  return { origin: party.origin, here: host === party.id }
}
