import { describe, expect, it } from "vitest"
import { addressOf, isAddressList } from "./client-address.ts"

describe("the client's address", () => {
  it("is the socket's where no proxy is trusted, whatever the header says", () => {
    expect(addressOf("203.0.113.7", "1.2.3.4", "")).toBe("203.0.113.7")
    expect(addressOf("::ffff:203.0.113.7", undefined, "")).toBe("203.0.113.7")
  })

  it("is the nearest that is no proxy of ours: what a client writes itself stands further left", () => {
    const proxies = "127.0.0.1, 10.0.0.0/8, fd00::/8"
    expect(addressOf("127.0.0.1", "198.51.100.5", proxies)).toBe("198.51.100.5")
    expect(addressOf("127.0.0.1", "1.2.3.4, 198.51.100.5", proxies)).toBe("198.51.100.5")
    expect(addressOf("10.1.2.3", "1.2.3.4, 198.51.100.5, 10.9.9.9", proxies)).toBe("198.51.100.5")
    expect(addressOf("::ffff:10.1.2.3", "2001:db8::5", proxies)).toBe("2001:db8::5")
    expect(addressOf("fd00::1", "198.51.100.5", proxies)).toBe("198.51.100.5")
  })

  it("stops at what is no address", () => {
    expect(addressOf("127.0.0.1", "198.51.100.5, garbage", "127.0.0.1")).toBe("127.0.0.1")
    expect(addressOf("127.0.0.1", "", "127.0.0.1")).toBe("127.0.0.1")
    expect(addressOf(undefined, "1.2.3.4", "127.0.0.1")).toBe("")
  })

  it("needs a list that is one", () => {
    expect(["", "127.0.0.1", "10.0.0.0/8, fd00::/8,::1"].map(isAddressList)).toEqual([true, true, true])
    expect(["10.0.0.0/33", "localhost", "10.0.0", "::1/x"].map(isAddressList)).toEqual([false, false, false, false])
  })
})
