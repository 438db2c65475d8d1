import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto"

/** Keys of one purpose each out of the installation's secret (HKDF, RFC 5869), so that a stolen database alone opens nothing. */
export const keyFor = (
  secret: string,
  purpose:
    | "totp"
    | "code"
    | "device"
    | "deed"
    | "answer"
    | "consent"
    | "claim"
    | "join"
    | "card"
    | "own-card"
    | "follow"
    | "comment"
    | "receipt"
    | "reply"
    | "webhook"
    | "outside",
): Buffer => Buffer.from(hkdfSync("sha256", secret, "farvater", purpose, 32))

/** AES-256-GCM; the answer is nonce (12 bytes), tag (16 bytes), text. `about` binds it to its row. */
export function seal(key: Buffer, text: string, about: string): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(about))
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** @throws when the key is another one, the bytes were changed or belong to another row */
export function unseal(key: Buffer, sealed: Buffer, about: string): string {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(12, 28))
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString("utf8")
}

/** Hash of a short secret: without the key, six digits could be found out of a stolen table in a second. */
export const keyedHash = (key: Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest()
