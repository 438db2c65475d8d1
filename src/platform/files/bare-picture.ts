import type { Sharp } from "sharp"
import { InvalidInput } from "#platform/refusal.ts"

const made = {
  "image/jpeg": (picture: Sharp) => picture.jpeg({ quality: 88 }),
  "image/png": (picture: Sharp) => picture.png(),
  "image/webp": (picture: Sharp) => picture.webp({ quality: 88 }),
  "image/avif": (picture: Sharp) => picture.avif({ quality: 60 }),
}
/** Pixels: what a telephone takes now, several times over; more is a bomb. */
const most = 120_000_000

/**
 * A picture without what a camera writes into it (place, time, device, a small copy of the whole); turned as it was to be
 * looked at. GIF and what is no picture come back as they are.
 *
 * @throws InvalidInput `file` when the picture is broken or has too many pixels
 */
export async function barePicture(bytes: Uint8Array, mediaType: string | undefined): Promise<Uint8Array> {
  const write = made[mediaType as keyof typeof made]
  if (!write) return bytes
  // Native code that old processors cannot run: they miss pictures then, and not the whole program.
  const { default: sharp } = await import("sharp")
  try {
    return await write(sharp(bytes, { limitInputPixels: most }).rotate()).toBuffer()
  } catch {
    throw new InvalidInput({ file: { key: "files.broken_picture" } })
  }
}
