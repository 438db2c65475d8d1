import { createHmac, randomBytes } from "node:crypto"
import { keyFor, seal, unseal } from "#platform/session/sealing.ts"

const mark = "whsec_"

/** A new secret as receivers write it down: `whsec_` and 32 bytes in base64 (Standard Webhooks, "Signature scheme"). */
export const newSecret = (): string => mark + randomBytes(32).toString("base64")

const about = (webhookId: number) => `webhook ${webhookId}`

/** @param installation the installation's own secret; what it seals opens only with it and for this webhook */
export const sealSecret = (installation: string, secret: string, webhookId: number): Buffer =>
  seal(keyFor(installation, "webhook"), secret, about(webhookId))

/** @throws when the installation's secret is another one by now */
export const openSecret = (installation: string, sealed: Buffer, webhookId: number): string =>
  unseal(keyFor(installation, "webhook"), sealed, about(webhookId))

/**
 * The header webhook-signature: one signature for each secret in force, separated by spaces.
 * @param at seconds since 1970, as in the header webhook-timestamp
 */
export const signatureOf = (secrets: string[], id: string, at: number, body: string): string =>
  secrets
    .map((secret) => createHmac("sha256", Buffer.from(secret.slice(mark.length), "base64")))
    .map((hmac) => `v1,${hmac.update(`${id}.${at}.${body}`).digest("base64")}`)
    .join(" ")
