import sharp from "sharp"
import { expect, it } from "vitest"
import { barePicture } from "./bare-picture.ts"

const photo = (orientation = 1) =>
  sharp({ create: { width: 60, height: 30, channels: 3, background: "#336699" } })
    .withExif({ IFD0: { Make: "Camera" }, IFD3: { GPSLatitude: "55/1 45/1 0/1", GPSLatitudeRef: "N" } })
    .withMetadata({ orientation })

it.each([
  ["image/jpeg", "jpeg"],
  ["image/png", "png"],
  ["image/webp", "webp"],
] as const)("%s loses place and camera", async (type, format) => {
  const taken = await photo().toFormat(format).toBuffer()
  expect((await sharp(taken).metadata()).exif).toBeDefined()
  const bare = await barePicture(taken, type)
  const { exif, width, format: is } = await sharp(bare).metadata()
  expect({ exif, width, is }).toEqual({ exif: undefined, width: 60, is: format })
})

it("keeps a turned picture upright, leaves other files alone, refuses a broken one", async () => {
  const turned = await photo(6).jpeg().toBuffer()
  const { width, height } = await sharp(await barePicture(turned, "image/jpeg")).metadata()
  expect([width, height]).toEqual([30, 60])
  const text = new TextEncoder().encode("Отчёт")
  expect(await barePicture(text, "text/plain")).toBe(text)
  await expect(barePicture(turned.subarray(0, 60), "image/jpeg")).rejects.toMatchObject({
    fields: { file: { key: "files.broken_picture" } },
  })
})
