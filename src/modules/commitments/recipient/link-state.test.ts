import { expect, it } from "vitest"
import { linkToken } from "./link.ts"
import { linkState } from "./link-state.ts"

const secret = "s".repeat(40)
const now = new Date("2026-11-21T09:00:00Z")
const holder = { id: 7, generation: 3, expiresAt: new Date("2027-11-21T09:00:00Z"), revokedAt: null }
const token = (generation: number, id = 7) => linkToken(secret, { id, generation })

it("opens by the present link only, and tells given-out ones from guesses", () => {
  const state = (given: string, more: object = {}) => linkState(secret, given, { ...holder, ...more }, now)
  expect(state(token(3))).toBe("open")
  expect(state(token(3), { expiresAt: now })).toBe("expired")
  expect(state(token(3), { revokedAt: now })).toBe("revoked")
  expect(state(token(2))).toBe("replaced")
  expect(state(token(2), { revokedAt: now })).toBe("revoked")
  expect(state(token(4))).toBe("unknown")
  expect(state(token(3, 8))).toBe("unknown")
  expect(state(`${token(3).slice(0, -1)}${token(3).endsWith("A") ? "B" : "A"}`)).toBe("unknown")
  expect(linkState(secret, token(3), undefined, now)).toBe("unknown")
})
