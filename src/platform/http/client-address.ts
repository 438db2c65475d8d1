import { BlockList, isIP } from "node:net"
import type { Ctx } from "#platform/http/env.ts"

const lists = new Map<string, BlockList>()
const partsOf = (setting: string) => setting.split(",").flatMap((part) => part.trim() || [])

/** One address or range as BlockList takes it, or null when it is neither. */
function parse(part: string): { address: string; bits: number; kind: "ipv4" | "ipv6" } | null {
  const [address = "", length] = part.split("/")
  const version = isIP(address)
  const most = version === 6 ? 128 : 32
  const bits = length === undefined ? most : Number(length)
  if (!version || !Number.isInteger(bits) || bits < 0 || bits > most) return null
  return { address, bits, kind: version === 6 ? "ipv6" : "ipv4" }
}

/** Whether a setting is a list of addresses and CIDR ranges separated by commas (an empty one is). */
export const isAddressList = (setting: string): boolean => partsOf(setting).every((part) => parse(part) !== null)

function trustedList(setting: string): BlockList {
  let list = lists.get(setting)
  if (!list) {
    list = new BlockList()
    for (const one of partsOf(setting).flatMap((part) => parse(part) ?? []))
      list.addSubnet(one.address, one.bits, one.kind)
    lists.set(setting, list)
  }
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
