import type { Saying } from "#platform/refusal.ts"
import { hasEnded, inForce, overlap } from "../status/status.ts"

/** For whom a service is; "all" stands alone. */
export const targets = ["all", "older", "disabled", "families", "children", "youth", "veterans", "hard_times"] as const
export type Target = (typeof targets)[number]
export const prices = ["free", "partly", "paid"] as const
export type Price = (typeof prices)[number]

/** Days as YYYY-MM-DD, both included; `territoryId` null is everywhere. */
export type ProviderInput = {
  serviceId: number
  territoryId: number | null
  targets: Target[]
  price: Price
  priceNote: string
  howToGet: string
  phone: string
  address: string
  capacity: string
  from: string
  until: string | null
  proof: string
  link: string
}
export type Provider = ProviderInput & { id: number; partyId: number; version: number }

export const isTarget = (text: string | undefined): text is Target =>
  (targets as readonly (string | undefined)[]).includes(text)

/** «Для всех» says everything; beside it the others say nothing. */
export const targetsMeant = (chosen: Target[]): Target[] =>
  chosen.includes("all") ? ["all"] : targets.filter((target) => chosen.includes(target))

type Term = { from: string; until: string | null }

/** Serves on a day: within its days, and while the organisation itself is there. */
export const servesOn = (term: Term, endedOn: string | null, day: string): boolean =>
  inForce(term, day) && (endedOn === null || day < endedOn)

/** ahead: has not begun; past: has ended. */
export const standingOf = (term: Term, day: string): "now" | "ahead" | "past" =>
  inForce(term, day) ? "now" : hasEnded(term, day) ? "past" : "ahead"

/** What does not fit, by field: an organisation provides a service once at a time. @param others of the same service */
export function troublesOf(term: Term, others: Term[], today: string): Record<string, Saying> | null {
  if (Number(term.from.slice(0, 4)) > Number(today.slice(0, 4)) + 1) return { from: { key: "registry.status.too_far" } }
  if (term.until && term.until < term.from) return { until: { key: "registry.status.until_before_from" } }
  return others.some((other) => overlap(other, term)) ? { from: { key: "provider.overlaps" } } : null
}
