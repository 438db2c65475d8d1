import { z } from "zod"

const bytes = z
  .string()
  .regex(/^[\w-]+$/)
  .max(8192)
const common = {
  id: bytes,
  rawId: bytes,
  type: z.literal("public-key"),
  clientExtensionResults: z.object({}).default({}),
}

/** What a browser answers when a passkey is made (WebAuthn, RegistrationResponseJSON). */
export const madeAnswer = z.object({
  ...common,
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    transports: z.array(z.string().max(30)).max(10).default([]),
  }),
})

/** What a browser answers when a passkey is used (AuthenticationResponseJSON). */
export const usedAnswer = z.object({
  ...common,
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: bytes.optional(),
  }),
})

/** The challenge that an answer claims to be for; it is looked up before anything is believed. */
export function challengeOf(clientDataJSON: string): string {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientDataJSON, "base64url").toString()) as { challenge?: unknown }
    return typeof challenge === "string" ? challenge : ""
  } catch {
    return ""
  }
}
