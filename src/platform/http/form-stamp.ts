import { timingSafeEqual } from "node:crypto"
import { keyedHash, keyFor } from "#platform/session/sealing.ts"

/** When a form was drawn, and the two numbers (1 to 9) that it may ask to add. */
export type Stamp = { at: Date; a: number; b: number }

const signed = (secret: string, plain: string) =>
  keyedHash(keyFor(secret, "comment"), plain).subarray(0, 12).toString("base64url")

/** What a form carries so that a program cannot invent one: time and numbers, signed. Who fills it in is not in it. */
export function writeStamp(secret: string, { at, a, b }: Stamp): string {
  const plain = `${at.getTime().toString(36)}-${a}-${b}`
  return `${plain}.${signed(secret, plain)}`
}

/** Reads a stamp of ours; undefined for any other text. */
export function readStamp(secret: string, text: string): Stamp | undefined {
  const found = /^(([0-9a-z]{1,10})-([1-9])-([1-9]))\.([\w-]{16})$/.exec(text)
  if (!found) return undefined
  const [, plain = "", at = "", a, b, signature = ""] = found
  if (!timingSafeEqual(Buffer.from(signature), Buffer.from(signed(secret, plain)))) return undefined
  return { at: new Date(Number.parseInt(at, 36)), a: Number(a), b: Number(b) }
}

const soonest = 3_000
const latest = 86_400_000

/** How old the form is: people need some seconds to write, and nobody takes more than a day. */
export function ageOf(stamp: Stamp | undefined, now: Date): "young" | "right" | "old" {
  const age = stamp ? now.getTime() - stamp.at.getTime() : latest + 1
  return age < soonest ? "young" : age > latest ? "old" : "right"
}
