import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto"

const b64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString("base64url")
const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest()

/** CBOR (RFC 8949) of what an authenticator writes: integers, byte and text strings, maps. */
function cbor(value: number | string | Uint8Array | Map<unknown, unknown>): Buffer {
  const head = (major: number, n: number) =>
    n < 24
      ? Buffer.from([(major << 5) | n])
      : n < 256
        ? Buffer.from([(major << 5) | 24, n])
        : Buffer.from([(major << 5) | 25, n >> 8, n & 255])
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === "string") return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value])
  const pairs = [...value].flatMap(([k, v]) => [cbor(k as string), cbor(v as string)])
  return Buffer.concat([head(5, value.size), ...pairs])
}

/** A device that keeps one passkey (ES256, no attestation), as WebAuthn level 3 lets it answer. */
export function authenticator(site: { id: string; origin: string }) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
  const { x, y } = publicKey.export({ format: "jwk" }) as { x: string; y: string }
  const id = randomBytes(16)
  let counter = 0
  let userHandle = ""

  const clientData = (type: string, challenge: string, origin: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  // Flags: user present, user verified, and attested key data where a key is made.
  function authData(flags: number, attested: Uint8Array = Buffer.alloc(0)) {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(++counter)
    return Buffer.concat([sha256(site.id), Buffer.from([flags]), count, attested])
  }

  return {
    make(options: { challenge: string; user: { id: string } }, { verified = true, origin = site.origin } = {}) {
      userHandle = options.user.id
      const cose = cbor(
        new Map<number, unknown>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, Buffer.from(x, "base64url")],
          [-3, Buffer.from(y, "base64url")],
        ]),
      )
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cose])
      const data = authData(verified ? 0x45 : 0x41, attested)
      const attestation = cbor(
        new Map<string, unknown>([
          ["fmt", "none"],
          ["attStmt", new Map()],
          ["authData", data],
        ]),
      )
      const clientDataJSON = b64(clientData("webauthn.create", options.challenge, origin))
      const response = { clientDataJSON, attestationObject: b64(attestation), transports: ["internal"] }
      return { id: b64(id), rawId: b64(id), type: "public-key", clientExtensionResults: {}, response }
    },
    use(options: { challenge: string }, { verified = true, origin = site.origin, spoil = false } = {}) {
      const data = authData(verified ? 0x05 : 0x01)
      const client = clientData("webauthn.get", options.challenge, origin)
      const signature = sign("sha256", Buffer.concat([data, sha256(client)]), privateKey)
      if (spoil) signature[signature.length - 1]! ^= 1
      const response = {
        clientDataJSON: b64(client),
        authenticatorData: b64(data),
        signature: b64(signature),
        userHandle,
      }
      return { id: b64(id), rawId: b64(id), type: "public-key", clientExtensionResults: {}, response }
    },
    /** Another device with a copy of the key would count from here. */
    turnBack: () => {
      counter = 0
    },
  }
}
