import { zipSync } from "fflate"
import { type SaxesAttributeNS, SaxesParser } from "saxes"
import { unzipFiles, type ZipLimits } from "#platform/office/zip.ts"

export type PackageKind = "docx" | "xlsx"
export type PackageError<Kind extends PackageKind> = `not_${Kind}` | "too_large" | "broken" | "macros"
export type Package<Kind extends PackageKind> =
  | { ok: true; files: Map<string, Uint8Array> }
  | { ok: false; code: PackageError<Kind> }

const MAIN = {
  docx: /application\/vnd\.openxmlformats-officedocument\.wordprocessingml\.(document|template)\.main\+xml/,
  xlsx: /application\/vnd\.openxmlformats-officedocument\.spreadsheetml\.(sheet|template)\.main\+xml/,
}

/**
 * An untrusted .docx or .xlsx as its parts. Every XML part is well-formed and has no document type (so no entities),
 * sizes are within the limits, and there are no macros: what passes may be given to a library.
 * Codes: `not_docx`/`not_xlsx` another kind of file, `too_large` a bomb or an honest giant, `broken`, `macros`.
 */
export async function openPackage<Kind extends PackageKind>(
  bytes: Uint8Array,
  kind: Kind,
  limits: ZipLimits,
): Promise<Package<Kind>> {
  const unzipped = await unzipFiles(bytes, limits)
  if (!unzipped.ok) return { ok: false, code: unzipped.code === "not_zip" ? `not_${kind}` : unzipped.code }
  const { files } = unzipped
  const types = files.get("[Content_Types].xml")
  const content = types ? Buffer.from(types).toString() : ""
  if (/macroEnabled/.test(content)) return { ok: false, code: "macros" }
  if (!MAIN[kind].test(content)) return { ok: false, code: `not_${kind}` }
  for (const [name, part] of files) {
    if (/vbaProject|vbaData/i.test(name)) return { ok: false, code: "macros" }
    if (/\.(xml|rels)$/i.test(name) && !readXml(part)) return { ok: false, code: "broken" }
  }
  return { ok: true, files }
}

/** The parts as one archive again, stored without compression, for a library that wants a file. */
export const closePackage = (files: Map<string, Uint8Array>): Buffer<ArrayBuffer> =>
  Buffer.from(zipSync(Object.fromEntries(files), { level: 0 }))

/** Walks over a part in UTF-8 or UTF-16; false when it is not well-formed, has a document type, or the visitor says no. */
export function readXml(
  part: Uint8Array,
  visit?: (name: string, attributes: Record<string, SaxesAttributeNS>) => boolean,
): boolean {
  const encoding = part[0] === 0xff && part[1] === 0xfe ? "utf-16le" : part[0] === 0xfe ? "utf-16be" : "utf-8"
  const parser = new SaxesParser({ xmlns: true })
  let sound = true
  const stop = () => {
    sound = false
  }
  parser.on("error", stop)
  parser.on("doctype", stop)
  parser.on("opentag", (tag) => {
    if (visit && !visit(tag.local, tag.attributes)) stop()
  })
  const text = new TextDecoder(encoding).decode(part)
  for (let at = 0; sound && at < text.length; at += 65_536) parser.write(text.slice(at, at + 65_536))
  if (sound) parser.close()
  return sound
}
