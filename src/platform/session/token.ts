import { createHash, randomBytes } from "node:crypto"

/** A secret for a link, a session or an API: 32 random bytes. Only its hash is stored. */
export const newToken = () => randomBytes(32).toString("base64url")

export const hashToken = (token: string): Buffer => createHash("sha256").update(token).digest()
