import { editProfile } from "#modules/registry/public.ts"
import type { CommandContext } from "#platform/command.ts"
import { storeFile } from "#platform/files/store-file.ts"
import { demoProfiles } from "./demo-profiles.ts"

/** A logo drawn out of paths. */
async function draw(paths: string): Promise<Uint8Array> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120" width="240" height="240">
    <rect width="120" height="120" fill="#fff"/><path fill="#0b4f6c" fill-rule="evenodd" d="${paths}"/></svg>`
  // Native code that old processors cannot run: they miss pictures then, and not the whole program.
  const { default: sharp } = await import("sharp")
  return sharp(Buffer.from(svg)).png().toBuffer()
}

/** Lets an organisation of the example tell of itself, if it has anything to tell; without a folder for files no logo. */
export async function plantProfile(
  ctx: CommandContext,
  party: { id: number; name: string },
  filesDir: string | undefined,
): Promise<void> {
  const found = demoProfiles[party.name]
  if (!found) return
  const { drawn, ...texts } = found
  const bytes = filesDir === undefined ? undefined : await draw(drawn)
  const file = { name: "logo.png", use: "picture", audience: "staff", subject: null } as const
  const logo = bytes && filesDir !== undefined ? await storeFile(ctx, filesDir, { ...file, bytes }) : undefined
  await editProfile.run(ctx, editProfile.input.parse({ id: party.id, ...texts, ...(logo && { logo }) }))
}
