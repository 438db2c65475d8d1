import type { Config } from "#platform/config.ts"
import { type Finding, fail, ok, warn } from "./finding.ts"

const pinned = 24

/** The release of Node that the product is tested on. */
export function checkNode(version = process.versions.node): Finding {
  const major = Number(version.split(".")[0])
  if (major === pinned) return ok(`Node ${version}`)
  if (major > pinned)
    return warn(`Node ${version} is newer than what Farvater is tested on`, "Start it through npm start.")
  return fail(`Node ${version} is too old`, "Start it through npm start: that brings the right Node.")
}

const loopback = (host: string) => /^(localhost|127\..*|\[?::1\]?)$/.test(host)

/** Whether the address that people are told leads here, and safely. */
export function checkAddress({ BASE_URL, HOST, PORT, TRUSTED_PROXIES }: Config): Finding[] {
  if (!BASE_URL && loopback(HOST)) return [ok(`Address: http://${HOST}:${PORT}, for this machine only`)]
  if (!BASE_URL)
    return [
      warn(
        `HOST is ${HOST}, and BASE_URL is not set: links in letters will not lead here`,
        "Write BASE_URL=https://….",
      ),
    ]
  const { protocol, hostname, pathname } = new URL(BASE_URL)
  const found: Finding[] = []
  if (pathname !== "/")
    found.push(
      fail(`BASE_URL has a path: ${pathname}`, "Farvater needs a host of its own: write BASE_URL without a path."),
    )
  if (protocol === "http:" && !loopback(hostname))
    found.push(
      warn(`BASE_URL is not encrypted: ${BASE_URL}`, "Put a proxy with a certificate before it and write https://."),
    )
  if (protocol === "https:" && !TRUSTED_PROXIES)
    found.push(
      warn(
        "TRUSTED_PROXIES is not set: all visitors look like one, and a few wrong passwords shut everybody out",
        "Write the proxy's address, for example TRUSTED_PROXIES=127.0.0.1.",
      ),
    )
  return found.length ? found : [ok(`Address: ${BASE_URL}`)]
}
