import { InvalidInput } from "#platform/refusal.ts"
import { sniff } from "./sniff.ts"

const readable = ["image/png", "image/jpeg", "image/webp", "image/avif"]
/** Bytes and pixels of what is scaled down: more of either is no logo. */
const most = { bytes: 10 * 1024 * 1024, pixels: 50_000_000 }

/**
 * A picture decoded and written anew as PNG, at most `side` pixels wide and high: nothing of the file that came is left
 * but what is seen.
 *
 * @throws InvalidInput at `name` when it is too large, broken, or no .png, .jpg, .webp or .avif
 */
export async function smallPicture(bytes: Uint8Array, side: number, name: string): Promise<Uint8Array> {
  if (bytes.length > most.bytes)
    throw new InvalidInput({ [name]: { key: "files.picture_too_large", params: { limit: 10 } } })
  const mediaType = await sniff(bytes, "")
  if (!mediaType || !readable.includes(mediaType)) throw new InvalidInput({ [name]: { key: "files.no_photograph" } })
  // Native code that old processors cannot run: they miss pictures then, and not the whole program.
  const { default: sharp } = await import("sharp")
  try {
    return await sharp(bytes, { limitInputPixels: most.pixels })
      .rotate()
      .resize(side, side, { fit: "inside", withoutEnlargement: true })
      .png({ compressionLevel: 9 })
      .toBuffer()
  } catch {
    throw new InvalidInput({ [name]: { key: "files.broken_picture" } })
  }
}
