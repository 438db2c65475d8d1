import { smallPicture } from "#platform/files/small-picture.ts"
import { type NewFile, storeFile } from "#platform/files/store-file.ts"
import type { Ctx } from "#platform/http/env.ts"
import type { formOf } from "#platform/http/reply.ts"

const logoSide = 480

/** A file of a form that waits to be claimed, for the staff's eyes until then; undefined where none was chosen. */
async function stored(
  c: Ctx,
  form: Awaited<ReturnType<typeof formOf>>,
  name: string,
  make: (bytes: Uint8Array, file: File) => Promise<Pick<NewFile, "bytes" | "name" | "use">>,
): Promise<string | undefined> {
  const [file] = [form[name] ?? []].flat().filter((one): one is File => one instanceof File && one.size > 0)
  if (!file) return undefined
  const { services, actor } = c.var
  const made = await make(new Uint8Array(await file.arrayBuffer()), file)
  const now = services.clock.now()
  return services.db
    .transaction()
    .execute((tx) => storeFile({ tx, actor, now }, services.filesDir, { ...made, audience: "staff", subject: null }))
}

/** Stores a logo, made small and written anew. @throws InvalidInput at the field's name */
export const storeLogo = (c: Ctx, form: Awaited<ReturnType<typeof formOf>>, name = "logo") =>
  stored(c, form, name, async (bytes) => ({
    bytes: await smallPicture(bytes, logoSide, name),
    name: "logo.png",
    use: "picture",
  }))

/** Stores a document as it came. @throws InvalidInput at `file` */
export const storeDocument = (c: Ctx, form: Awaited<ReturnType<typeof formOf>>, name = "file") =>
  stored(c, form, name, async (bytes, file) => ({ bytes, name: file.name, use: "document" }))
