import { BlockList, isIP } from "node:net"
import type { Ctx } from "#platform/http/env.ts"

const lists = new Map<string, BlockList>()

/** Addresses and CIDR ranges separated by commas, as TRUSTED_PROXIES has them. */
export function trustedList(setting: string): BlockList {
  const known = lists.get(setting)
  if (known) return known
  const list = new BlockList()
  for (const part of setting.split(",").map((p) => p.trim())) {
    const [address = "", bits] = part.split("/")
    const kind = isIP(address) === 6 ? "ipv6" : isIP(address) === 4 ? "ipv4" : undefined
    if (!kind) continue
    if (bits === undefined) list.addAddress(address, kind)
    else list.addSubnet(address, Number(bits), kind)
  }
  lists.set(setting, list)
  return list
}

const plain = (address: string) => address.trim().replace(/^::ffff:(?=\d+\.)/i, "")
const isIn = (list: BlockList, address: string) => {
  const kind = isIP(address)
  return kind !== 0 && list.check(address, kind === 6 ? "ipv6" : "ipv4")
}

/**
 * Who really asked: the nearest address on the way that is not one of our proxies. What a client writes into
 * X-Forwarded-For itself stands further left and is never reached.
 *
 * @param peer address of the other end of the socket; @param forwarded the header X-Forwarded-For
 * @returns an IP address, or "" when there is none
 */
export function addressOf(peer: string | undefined, forwarded: string | undefined, setting: string): string {
  const trusted = trustedList(setting)
  let address = plain(peer ?? "")
  for (const hop of (forwarded ?? "").split(",").map(plain).reverse()) {
    if (!isIn(trusted, address) || isIP(hop) === 0) break
    address = hop
  }
  return isIP(address) ? address : ""
}

/** The client's address of a request, TRUSTED_PROXIES honoured. */
export const clientAddress = (c: Ctx): string =>
  addressOf(
    c.env?.incoming?.socket.remoteAddress,
    c.req.header("X-Forwarded-For"),
    c.var.services.config.TRUSTED_PROXIES,
  )
