import sharp from "sharp"

/** A picture of one colour with what a camera writes into it. */
export const aPhotograph = async (width = 800, height = 600): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: "#0b4f6c" } })
    .withExif({ IFD0: { Copyright: "taken at home" } })
    .jpeg()
    .toBuffer()

/** A form with files, as a browser sends it. */
export function formWith(fields: Record<string, string>, files: Record<string, [name: string, bytes: Uint8Array]>) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  for (const [name, [file, bytes]] of Object.entries(files)) form.set(name, new File([new Uint8Array(bytes)], file))
  return form
}
