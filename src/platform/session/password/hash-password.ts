import { hash, verify } from "@node-rs/argon2"
import { newToken } from "../token.ts"

/** OWASP Password Storage Cheat Sheet: argon2id (the package's default), 19 MiB, 2 passes, 1 lane; about 10 ms. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

// The same password typed with composed or decomposed letters («й») is one password.
const normal = (password: string) => password.normalize("NFKC")

export const hashPassword = (password: string): Promise<string> => hash(normal(password), cost)

let decoy: Promise<string> | undefined

/** Takes as long for an account that is absent or has no password (`stored` undefined) as for a wrong password. */
export async function passwordFits(stored: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword(newToken())
  const fits = await verify(stored ?? (await decoy), normal(password))
  return fits && stored !== undefined
}
