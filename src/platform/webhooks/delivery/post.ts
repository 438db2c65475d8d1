import type { LookupAddress } from "node:dns"
import { lookup } from "node:dns/promises"
import { request as requestHttp } from "node:http"
import { request as requestHttps } from "node:https"
import type { LookupFunction } from "node:net"
import { hostOf, isPrivateAddress, isPrivateHost } from "../webhook/private-network.ts"

/** Of an answer so many bytes are read, and so many characters kept. */
const mostBytes = 16_384
const mostCharacters = 500

/** What came of one attempt: a status with the beginning of the answer, or why there was none. */
export type Outcome = { status: number; answer: string } | { error: string }

class PrivateError extends Error {}

const codes: [error: string, code: RegExp][] = [
  ["unknown_host", /^(ENOTFOUND|EAI_AGAIN|ENODATA)$/],
  ["refused", /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH)$/],
  ["broken", /^(ECONNRESET|EPIPE|HPE_\w+)$/],
  ["certificate", /CERT|SELF_SIGNED|UNABLE_TO_|^ERR_TLS_|^ERR_SSL_|^EPROTO$/],
]

/** A short name for what went wrong, which pages say in words; what has none is told as the system tells it. */
function errorOf(err: unknown): string {
  if (err instanceof PrivateError) return "private"
  const { name, code = "", message, errors } = err as NodeJS.ErrnoException & { errors?: NodeJS.ErrnoException[] }
  if (name === "TimeoutError" || name === "AbortError" || code === "ETIMEDOUT") return "timeout"
  const known = code || errors?.[0]?.code || ""
  return codes.find(([, pattern]) => pattern.test(known))?.[0] ?? (known || message).slice(0, 200)
}

type Options = {
  /** Also addresses of the inner network. */
  privateToo: boolean
  /** Milliseconds for all of it together. */
  patience: number
  /** All addresses of a host; DNS when absent. */
  resolve?: (host: string) => Promise<LookupAddress[]>
}

const byDns = (host: string) => lookup(host, { all: true })

/** The addresses of a host. All are looked at: one private among them is enough to refuse. */
async function addressesOf(host: string, { privateToo, resolve = byDns }: Pick<Options, "privateToo" | "resolve">) {
  if (!privateToo && isPrivateHost(host)) throw new PrivateError()
  const found = await resolve(host)
  if (!privateToo && found.some(({ address }) => isPrivateAddress(address))) throw new PrivateError()
  return found
}

const expired = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }))

/**
 * Posts a body once and follows no redirect. The connection goes to the addresses that were looked at, so that a name
 * cannot lead elsewhere in between.
 */
export async function post(
  address: string,
  headers: Record<string, string>,
  body: string,
  options: Options,
): Promise<Outcome> {
  const url = new URL(address)
  const signal = AbortSignal.timeout(options.patience)
  try {
    const found = await Promise.race([addressesOf(hostOf(url), options), expired(signal)])
    const pinned: LookupFunction = (_host, { all }, done) =>
      all ? done(null, found) : done(null, found[0]!.address, found[0]!.family)
    return await new Promise<Outcome>((done, fail) => {
      const request = url.protocol === "https:" ? requestHttps : requestHttp
      const length = String(Buffer.byteLength(body))
      const sent = request(url, {
        method: "POST",
        agent: false,
        lookup: pinned,
        signal,
        headers: { ...headers, "Content-Type": "application/json", "Content-Length": length },
      })
      let answered = false
      sent.on("error", (err) => answered || fail(err))
      sent.on("response", async (response) => {
        answered = true
        const parts: Buffer[] = []
        let bytes = 0
        try {
          for await (const part of response as AsyncIterable<Buffer>) {
            parts.push(part)
            bytes += part.length
            if (bytes >= mostBytes) break
          }
        } catch {
          // The status has been told; an answer that breaks off or never ends changes nothing about it.
        }
        done({ status: response.statusCode!, answer: beginningOf(Buffer.concat(parts)) })
      })
      sent.end(body)
    })
  } catch (err) {
    return { error: errorOf(err) }
  }
}

/** PostgreSQL keeps no NUL in a text. */
const beginningOf = (bytes: Buffer) =>
  [...new TextDecoder().decode(bytes).replaceAll("\0", "")].slice(0, mostCharacters).join("")
