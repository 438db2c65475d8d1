import { lookup } from "../lookup.ts"
/** Namespaces of OpenDocument 1.0–1.4, and the extension in which LibreOffice writes list numbers. */
export const prefixes = lookup<string>({
  "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
  "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
  "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
  "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
  "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
  "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0": "manifest",
  "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
  "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext",
  "http://www.w3.org/XML/1998/namespace": "xml",
})

/** A whole number that is at least `least`; `otherwise` when the attribute says nothing of the kind. */
export function whole(text: string | undefined, otherwise: number, least = 0): number {
  const value = Number.parseInt(text ?? "", 10)
  return Number.isSafeInteger(value) && value >= least ? value : otherwise
}
