import { readFile, stat } from "node:fs/promises"
import { limits } from "#platform/documents/limits.ts"
import { givenPath } from "./arguments.ts"
import { inEnglish } from "./english.ts"
import { CliFailure } from "./failure.ts"

const troubles: Record<string, string> = {
  ENOENT: "there is no such file",
  EISDIR: "this is a folder",
  EACCES: "it may not be read: its owner or its rights forbid it",
}

/**
 * The bytes of a file named on the command line.
 * @throws CliFailure when it is not there, no file, or over 50 MB
 */
export async function readGivenFile(name: string): Promise<Uint8Array> {
  const path = givenPath(name)
  try {
    const { size } = await stat(path)
    if (size > limits.fileSize)
      throw new CliFailure(inEnglish({ key: "refusal.too_large", params: { limit: limits.fileSize / 1024 / 1024 } }))
    return await readFile(path)
  } catch (err) {
    if (err instanceof CliFailure) throw err
    const { code = "", message } = err as NodeJS.ErrnoException
    throw new CliFailure(troubles[code] ?? message)
  }
}
