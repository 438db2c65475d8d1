import type { Say } from "#platform/i18n.ts"
import type { View } from "#platform/view.ts"
import type { Option } from "#ui/field.tsx"
import { termSaid } from "../status/status-words.ts"
import { pathUp, type Territory } from "../territory/territory.ts"
import { type Price, type Provider, type Target, targets } from "./service-provider.ts"

export const targetWord = (t: Say, target: Target) => t(`value.provider.target.${target}`)
export const priceWord = (t: Say, price: Price) => t(`value.provider.price.${price}`)

/** Groups to narrow a list by: «для всех» is no narrowing. */
export const targetOptions = (t: Say): Option[] =>
  targets.filter((target) => target !== "all").map((target) => ({ value: target, label: targetWord(t, target) }))

export const targetsSaid = (t: Say, { targets: chosen }: Pick<Provider, "targets">) =>
  chosen.map((target) => targetWord(t, target)).join(", ")

export const priceSaid = (t: Say, { price, priceNote }: Pick<Provider, "price" | "priceNote">) =>
  [priceWord(t, price), priceNote].filter(Boolean).join(": ")

export const placeSaid = (t: Say, territories: Territory[], { territoryId }: Pick<Provider, "territoryId">) =>
  territoryId === null
    ? t("provider.everywhere")
    : pathUp(territories, territoryId)
        .map(({ name }) => name)
        .join(", ")

export const daysSaid = (view: View, { from, until }: Pick<Provider, "from" | "until">) =>
  termSaid(view, { from, until })
