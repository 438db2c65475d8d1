import { randomBytes, timingSafeEqual } from "node:crypto"
import { deleteCookie, getCookie, setCookie } from "hono/cookie"
import type { Ctx } from "#platform/http/env.ts"
import { keyedHash, keyFor } from "../sealing.ts"
import { cookieOptions } from "../session-cookie.ts"

const year = 365 * 24 * 3600
export const stepCookie = "farvater_step"
const deviceCookie = "farvater_device"

export const giveStep = (c: Ctx, token: string) => setCookie(c, stepCookie, token, cookieOptions(c, 1800))
export const takeStep = (c: Ctx) => deleteCookie(c, stepCookie, { path: "/" })
export const stepOf = (c: Ctx) => getCookie(c, stepCookie)

const sign = (c: Ctx, id: string, email: string) => keyedHash(keyFor(c.var.services.secret, "device"), `${id}:${email}`)

/** Remembers that this browser has signed in to the account (OWASP «device cookie»); it gives no right by itself. */
export function giveDevice(c: Ctx, email: string): void {
  const id = knownDevice(c, email) ?? randomBytes(12).toString("base64url")
  setCookie(c, deviceCookie, `${id}.${sign(c, id, email).toString("base64url")}`, cookieOptions(c, year))
}

/** The name of this browser if it has signed in to the account before, else null. */
export function knownDevice(c: Ctx, email: string): string | null {
  const [id, mac] = (getCookie(c, deviceCookie) ?? "").split(".")
  if (!id || !mac) return null
  const given = Buffer.from(mac, "base64url")
  const right = sign(c, id, email)
  return given.length === right.length && timingSafeEqual(given, right) ? id : null
}
