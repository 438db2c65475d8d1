import { barePicture } from "#platform/files/bare-picture.ts"
import { sniff } from "#platform/files/sniff.ts"
import type { formOf } from "#platform/http/reply.ts"
import { InvalidInput } from "#platform/refusal.ts"
import { mostFiles, type Upload } from "./keep-draft.ts"

const megabyte = 2 ** 20
const largest = 20

/**
 * The files of a form, pictures without what cameras write into them.
 * @throws InvalidInput `files` when there are too many, one is too large or broken
 */
export async function readUploads(form: Awaited<ReturnType<typeof formOf>>): Promise<Upload[]> {
  const given = [form.files ?? []].flat().filter((file) => file instanceof File && file.size > 0) as File[]
  if (given.length > mostFiles)
    throw new InvalidInput({ files: { key: "answering.invalid.many_files", params: { most: mostFiles } } })
  const tooLarge = given.find((file) => file.size > largest * megabyte)
  if (tooLarge)
    throw new InvalidInput({
      files: { key: "answering.invalid.large_file", params: { name: tooLarge.name.slice(0, 100), most: largest } },
    })
  const uploads: Upload[] = []
  for (const file of given) {
    const bytes = new Uint8Array(await file.arrayBuffer())
    uploads.push({ name: file.name, bytes: await barePicture(bytes, await sniff(bytes, file.name)) })
  }
  return uploads
}
