import { BlockList, isIP } from "node:net"

/** What IANA's registry of special-purpose addresses keeps from the public network (RFC 6890), IPv4. */
const special: [network: string, bits: number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
]
const closed = new BlockList()
for (const [network, bits] of special) closed.addSubnet(network, bits, "ipv4")

/** Of IPv6 only global unicast is public, less Teredo, documentation and 6to4, which carries IPv4 inside. */
const global6 = new BlockList()
global6.addSubnet("2000::", 3, "ipv6")
const closed6 = new BlockList()
closed6.addSubnet("2001::", 23, "ipv6")
closed6.addSubnet("2001:db8::", 32, "ipv6")
closed6.addSubnet("2002::", 16, "ipv6")
closed6.addSubnet("3fff::", 20, "ipv6")

/** Whether an IP address leads anywhere else than into the public network: loopback, private, link-local and so on. */
export const isPrivateAddress = (address: string): boolean =>
  isIP(address) === 4
    ? closed.check(address, "ipv4")
    : !global6.check(address, "ipv6") || closed6.check(address, "ipv6")

/** The host of an address as DNS and sockets take it, without the brackets of IPv6. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, "$1")

/** Whether a host is private by its name alone; what its name resolves to is seen when something is sent. */
export function isPrivateHost(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, "")
  return isIP(name) ? isPrivateAddress(name) : name === "localhost" || name.endsWith(".localhost")
}
