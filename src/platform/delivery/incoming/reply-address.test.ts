import { expect, test } from "vitest"
import { ownAddress, replyAddress, routeIn } from "./reply-address.ts"

const config = { MAIL_FROM: "Ресурсный центр <Centre@example.ru>" }
const secret = "s".repeat(40)
const address = replyAddress(config, secret, "answer-123")

test("an address for answers leads back to what it was made for, in any case and among others", () => {
  expect(ownAddress(config)).toBe("centre@example.ru")
  expect(ownAddress({ MAIL_FROM: "farvater@localhost" })).toBe("farvater@localhost")
  expect(address).toMatch(/^centre\+answer-123-[0-9a-f]{16}@example\.ru$/)
  expect(address.indexOf("@")).toBeLessThanOrEqual(64)
  for (const text of [
    address,
    `<${address}>`,
    `"Центр" <${address.toUpperCase()}>, b@example.ru`,
    `b@example.ru\n${address}`,
  ])
    expect(routeIn(config, secret, text)).toBe("answer-123")
})

test("an address that somebody else made leads nowhere", () => {
  const forged = address.replace("answer-123", "answer-124")
  expect(routeIn(config, secret, forged)).toBeUndefined()
  expect(routeIn(config, "t".repeat(40), address)).toBeUndefined()
  expect(routeIn(config, secret, address.replace("example.ru", "example.org"))).toBeUndefined()
  expect(routeIn(config, secret, address.replace("centre", "other"))).toBeUndefined()
  expect(routeIn(config, secret, "centre+answer-123@example.ru, centre@example.ru, +@, @")).toBeUndefined()
  expect(routeIn(config, secret, `${forged}, ${address}`)).toBe("answer-123")
})
