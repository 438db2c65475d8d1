import { describe, expect, it } from "vitest"
import { hostOf, isPrivateAddress, isPrivateHost } from "./private-network.ts"

const inside = [
  ...["0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1"],
  ...["172.31.255.255", "192.168.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255"],
  ...["::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::a00:1", "fc00::1", "fd12::1", "fe80::1", "fec0::1"],
  ...["ff02::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1"],
]
const outside = [
  "8.8.8.8",
  "77.88.8.8",
  "100.128.0.1",
  "172.32.0.1",
  "192.167.1.1",
  "2a02:6b8::feed:ff",
  "2606:4700::1111",
]

describe("the inner network", () => {
  it.each(inside)("%s is private", (address) => expect(isPrivateAddress(address)).toBe(true))
  it.each(outside)("%s is public", (address) => expect(isPrivateAddress(address)).toBe(false))

  it.each([
    "http://localhost/",
    "http://LOCALHOST.:8080/",
    "http://base.localhost/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://017700000001/",
    "http://[::1]:3000/",
    "http://[::ffff:10.0.0.1]/",
    "https://192.168.1.10/hook",
  ])("%s is private however it is written", (url) => expect(isPrivateHost(hostOf(new URL(url)))).toBe(true))

  it("takes a name for public until it is resolved", () => {
    expect(isPrivateHost("example.ru")).toBe(false)
    expect(isPrivateHost("localhost.example.ru")).toBe(false)
  })
})
